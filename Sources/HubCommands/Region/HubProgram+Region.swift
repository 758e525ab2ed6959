import Casework
import Console
import Texts

extension HubProgram {
    /// Organisations, activities, networks and the register of indicators.
    static let region = CommandGroup<Session>(
        title: "group.region",
        register(Organisation.self)
            + [
                DirectoryImport<OrgKind>.self, DirectoryExport<OrgKind>.self,
                OrgRegistrations.self, OrgModerate.self, OrgRemind.self, MailSend.self,
                MailList.self,
            ]
            + register(Place.self) + [
                PlaceNear.self, DirectoryImport<PlaceKind>.self, DirectoryExport<PlaceKind>.self,
            ]
            + register(Activity.self)
            + [
                ActivitySessionCommand.self, ActivityParticipants.self, ActivityCheckIns.self,
                PaperCommand<SignInSheet>.self, PaperCommand<Certificates>.self,
            ]
            + file(ActivityModule.self) + register(Network.self) + file(NetworkModule.self)
            + register(Meeting.self) + file(MeetingModule.self) + [PaperCommand<Minutes>.self]
            + register(AgreedAction.self)
            + [
                ActionDue.self, ActionDone.self, ActionReopen.self, ActionHistory.self,
                ActionCalendarCommand.self, ActionImport.self, ActionExport.self,
            ] + [MGIStatusCommand.self, MGISummaryCommand.self] + register(MGIParticipant.self)
            + file(MigrationGovernanceModule.self))

    /// Publications and the bulletin.
    static let bulletin = CommandGroup<Session>(
        title: "group.bulletin",
        register(Publication.self) + [PublicationPublish.self, PublicationCite.self]
            + file(PublicationModule.self) + register(BulletinItem.self)
            + [
                BulletinMove<BulletinSubmit>.self, BulletinMove<BulletinReturn>.self,
                BulletinMove<BulletinPublish>.self, BulletinCorrect.self, BulletinFigures.self,
                BulletinFeed.self, PaperCommand<BulletinPrint>.self,
            ] + file(BulletinModule.self) + register(BulletinIssue.self))

    /// The commands that every register has.
    private static func register<Record: RecordCommands>(
        _ type: Record.Type
    ) -> [any Command<Session>.Type] {
        [
            RecordList<Record>.self, RecordShow<Record>.self, RecordAdd<Record>.self,
            RecordEdit<Record>.self,
        ]
    }

    private static func file<Module: RegionModule>(
        _ type: Module.Type
    ) -> [any Command<Session>.Type] {
        [RegionImport<Module>.self, RegionExport<Module>.self]
    }
}
