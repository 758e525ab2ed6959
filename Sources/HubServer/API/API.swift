import Casework
import OpenAPI
import Texts

/// The whole API, version 1.
enum API {
    static let endpoints: [Endpoint] =
        SessionEndpoints.all + OwnAccountEndpoints.all + AccountsEndpoints.all
        + EventEndpoints.all + CellEndpoints.all + PersonEndpoints.all + PeopleEndpoints.all
        + DuplicateEndpoints.all
        + ConsentEndpoints.all + CaseEndpoints.all + CaseContentEndpoints.all
        + ReferralEndpoints.all + RightsEndpoints.all + GlassEndpoints.all
        + DayEndpoints.all + ImportEndpoints.all
        + ReferenceEndpoints.all + ReportEndpoints.all + QuarterEndpoints.all
        + RegistrationEndpoints.all
        + RegisterEndpoints<Organisation>.all + ActivityEndpoints.all + NetworkEndpoints.all
        + MGIEndpoints.all + PublicationEndpoints.all + BulletinEndpoints.all
        + RegionFileEndpoints.all + SheetEndpoints.all + PaperEndpoints.all

    static let document = OpenAPIDocument(
        title: "Information-hub case tracker", version: "1",
        summary: "Assistance events, hubs, figures and editions of migrant information hubs.",
        operations: endpoints.map(\.operation) + PublicOperations.all)
}
