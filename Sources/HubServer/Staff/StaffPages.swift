import Operations

/// All pages of the staff app.
enum StaffPages {
    static let all: [StaffPage] =
        [home] + SignInPages.all + DayPages.all + PeoplePages.all + CasePages.all
        + ReferralPages.all + ModerationPages.all + ReportPages.all + SettingsPages.all
        + RegionPages.all

    /// The first of one's own places.
    private static let home = StaffPage("/home", "home", for: nil) { visit in
        .redirect(PageFrame.home(of: visit.actor.role))
    }
}
