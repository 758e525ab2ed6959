public import Console
import Texts

/// The admin command line, `hubctl`: which commands there are.
public enum HubProgram {
    public static let program = Program<Session>(
        name: "hubctl", version: Version.number, summary: "program.summary",
        groups: [
            CommandGroup(
                title: "group.installation",
                [
                    Init.self, Up.self, Serve.self, Down.self, Status.self, Doctor.self,
                    Migrate.self,
                    DemoLoad.self, DemoAssign.self, DemoClear.self, Version.self,
                ]),
            CommandGroup(
                title: "group.hubs",
                [HubList.self, HubShow.self, HubAdd.self, HubEdit.self, HubClose.self]),
            CommandGroup(
                title: "group.events",
                [
                    EventLog.self, EventList.self, EventShow.self, EventCorrect.self,
                    EventVoid.self,
                ]),
            CommandGroup(
                title: "group.cases",
                [
                    CaseOpen.self, CaseList.self, CaseShow.self, CaseChangeCommand.self,
                    CaseAssign.self, CaseNoteCommand.self, CaseLink.self, CaseAttach.self,
                    CaseAttachment.self, CaseClose.self, CaseReopen.self, CaseWorkload.self,
                    PersonDescribe.self, ConsentGive.self, ConsentWithdraw.self,
                    ConsentList.self, ConsentTextCommand.self, ConsentReceiptCommand.self,
                ]),
            CommandGroup(
                title: "group.referrals",
                [
                    ReferralSend.self, ReferralList.self, ReferralShow.self,
                    ReferralMove<ReferralAccept>.self, ReferralDecline.self, ReferralComplete.self,
                    ReferralMove<ReferralNoShow>.self, ReferralMove<ReferralWithdraw>.self,
                    ReferralDue.self,
                    ReferralReport.self, ReferralDigest.self, PaperCommand<ReferralSlip>.self,
                ]),
            CommandGroup(
                title: "group.quarters",
                [
                    QuarterStatusCommand.self, QuarterReviewCommand.self, QuarterClose.self,
                    QuarterEditions.self, QuarterDiff.self, QuarterVerify.self,
                ]),
            CommandGroup(title: "group.data", [ImportLog.self, ImportHubs.self]),
            CommandGroup(
                title: "group.people",
                [
                    PersonExport.self, PersonRectify.self,
                    PersonRestrict.self, PersonUnrestrict.self, PersonErase.self,
                    RetentionRules.self, RetentionSet.self, RetentionPreviewCommand.self,
                    RetentionApply.self, GlassPerson.self, GlassList.self,
                    GlassSeen.self,
                    PersonFind.self, PersonShow.self, PersonMerge.self, PersonUnmerge.self,
                    DuplicatesScan.self, DuplicatesList.self, DuplicatesShow.self,
                    DuplicatesReview.self, DuplicatesDecide.self, DuplicatesDismiss.self,
                    DuplicatesEvaluate.self,
                ]),
            CommandGroup(
                title: "group.reports",
                [
                    ReportQuarter.self, ReportHub.self, ReportTrend.self, ReportEvents.self,
                    ReportActivities.self,
                ]),
            region, bulletin,
            CommandGroup(
                title: "export.group",
                [
                    ExportAggregatesCommand.self, ExportMicrodataCommand.self,
                    ExportBundleCommand.self, BundleVerify.self, ExportHTCDS.self,
                    KeyRecipient.self, Unseal.self,
                ]),
            CommandGroup(
                title: "group.users",
                [
                    UserAdd.self, UserList.self, UserShow.self, UserRole.self,
                    UserSwitch<UserDisable>.self,
                    UserSwitch<UserEnable>.self, UserReset.self, UserTOTP.self, UserToken.self,
                    UserSessions.self,
                ]),
            CommandGroup(
                title: "group.keys",
                [
                    KeyStatusCommand.self, KeyRotate.self, KeyForget.self, KeySplit.self,
                    KeyJoin.self,
                ]),
            CommandGroup(
                title: "group.audit",
                [
                    AuditList.self, AuditShow.self, AuditSealCommand.self, AuditVerify.self,
                    AuditProve.self, AuditCheck.self, AuditExportCommand.self,
                ]),
            CommandGroup(
                title: "group.reference",
                [CodelistList.self, CodelistShow.self, CompletionCommand.self]),
        ],
        options: [.value("database", "url", help: "option.database")],
        context: { try Session($0) }, describe: { describe($0, texts: $1) })
}
