import OpenAPI
import Texts

/// The whole API, version 1.
enum API {
    static let endpoints =
        EventEndpoints.all + ReferenceEndpoints.all + ReportEndpoints.all + QuarterEndpoints.all
        + RegistrationEndpoints.all

    static let document = OpenAPIDocument(
        title: "Information-hub case tracker", version: "1",
        summary: "Assistance events, hubs, figures and editions of migrant information hubs.",
        operations: endpoints.map(\.operation))
}
