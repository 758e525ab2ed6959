import Casework
import Codelists
import OpenAPI
import Operations

/// Reading cases as they are sent.
enum CaseInput {
    static func new(_ call: APICall) async throws -> Case {
        let body = call.body
        let hub: HubCode = try body.read("hub")
        var day: CalendarDate? = try body.readIfThere("opened_on")
        if day == nil { day = try await call.application.today(at: hub) }
        let text = body["next_step"]?.string
        let due: CalendarDate? = try body.readIfThere("due")
        guard (text == nil) == (due == nil), let day else {
            throw APIProblem(
                .invalid, [.init(pointer: text == nil ? "/next_step" : "/due", rule: .missing)])
        }
        return Case(
            id: try body.read("id"), hub: hub, people: try body.list("people") ?? [],
            needs: try body.codes("needs") ?? [], priority: try body.code("priority") ?? .normal,
            plan: body["plan"]?.string,
            nextStep: text.flatMap { text in due.map { Case.NextStep(text: text, dueOn: $0) } },
            worker: try body.readIfThere("worker"),
            namedWorkers: try body.list("named_workers") ?? [],
            isRestricted: body["restricted"]?.boolean ?? false, openedOn: day,
            trafficking: try trafficking(body))
    }

    static func change(_ body: JSONValue) throws(APIProblem) -> CaseChange {
        CaseChange(
            status: try body.code("status"), needs: try body.codes("needs"),
            priority: try body.code("priority"), plan: body["plan"]?.string,
            nextStep: body["next_step"]?.string, dueOn: try body.readIfThere("due"),
            addedPeople: try body.list("add_people") ?? [],
            removedPeople: try body.list("remove_people") ?? [],
            isRestricted: body["restricted"]?.boolean, trafficking: try trafficking(body))
    }

    private static func trafficking(_ body: JSONValue) throws(APIProblem) -> TraffickingDetails? {
        guard let sent = body["trafficking"] else { return nil }
        var details = TraffickingDetails()
        let place = "/trafficking"
        details.status = try sent.code("status", at: place)
        details.decision = try sent.code("decision", at: place)
        details.relationship = try sent.code("relationship", at: place)
        details.ageWhenTrafficked = sent["age_when_trafficked"]?.integer
        details.recruitment = try sent.codes("recruitment", at: place)
        details.control = try sent.codes("control", at: place)
        details.exploitation = try sent.codes("exploitation", at: place)
        details.industry = try sent.code("industry", at: place)
        details.sexualExploitation = try sent.codes("sexual_exploitation", at: place)
        return details
    }
}

/// Where a page ended that is ordered by a time and an id.
struct PlaceInList<Time: LosslessStringConvertible & Sendable, Entity>: LosslessStringConvertible,
    Sendable
{
    /// Nil for what has none, which comes last.
    let time: Time?
    let id: ID<Entity>

    init(time: Time?, id: ID<Entity>) {
        self.time = time
        self.id = id
    }

    var description: String { "\(time?.description ?? "none")_\(id)" }

    init?(_ description: String) {
        let parts = description.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let id = ID<Entity>(String(parts[1])) else { return nil }
        if parts[0] == "none" {
            time = nil
        } else {
            guard let read = Time(String(parts[0])) else { return nil }
            time = read
        }
        self.id = id
    }
}

extension Schemas {
    /// The cursor of a list; what it holds is nobody's business.
    static func after(_ example: String) -> APIOperation.Parameter {
        .init(
            "after", in: .query, .matching("[0-9A-Za-z_:.-]{1,100}", example: example),
            summary: "The cursor of the page before.", example: .string(example))
    }

    static func page(of name: String, _ schema: Schema, example: JSONValue) -> APIOperation.Content
    {
        .init(
            .object([
                .init(name, .array(of: schema)), .init("next", .nullable(.string(atMost: 100))),
            ]), example: .object([name: [example], "next": nil]))
    }

    static func flag(_ name: String, _ summary: String) -> APIOperation.Parameter {
        .init(name, in: .query, .boolean, summary: summary, example: "true")
    }
}
