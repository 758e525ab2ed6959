import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Postgres

extension StatementTests {
    /// The statements about the public directory.
    static let directory: [(String, Statement)] = [
        ("publicPlaces", Query.publicPlaces(PlaceFilter()).statement),
        ("publicPlaces", Query.publicPlaces([.new()]).statement),
        ("publicPlace", Query.publicPlace(slug).statement),
        ("directoryState", Query.directoryState.statement),
        ("today", Query.today.statement),
        ("registrations", Query.registrations(.waiting, limit: 1).statement),
        ("registration", Query.registration(.new()).statement),
        (
            "send",
            (try? Query.send(registration, mail: mail).statement)
                ?? "a form that cannot be written"
        ),
        (
            "tell a registration",
            (try? .tell(registration, sentAt: Moment(CalendarDate(dayNumber: 7_700))))
                ?? "a form that cannot be written"
        ),
        ("confirm a registration", Query.confirm(registration: .new()).statement),
        (
            "sendChange",
            (try? Query.sendChange(.new(), of: .new(), place, form: []).statement)
                ?? "a form that cannot be written"
        ),
        ("verify", Query.verify(.new()).statement),
        ("ownPlace", Query.ownPlace(.new()).statement),
        ("linkablePlace", Query.linkablePlace(slug, address: mail.recipient).statement),
        ("lock a registration", .lock(registration: .new())),
        ("decide", .decide(.new(), .refused, place: nil, by: "test", reasons: [.other])),
        ("keepContact", .keepContact(mail.recipient, of: .new(), language: "es")),
        ("waitingMail", Query.waitingMail(limit: 1).statement),
        ("duePlaces", Query.duePlaces(months: 11, unremindedDays: 30).statement),
        ("queue", .queue(mail)),
        ("takeMail", Query.takeMail.statement),
        ("keepProblem", Query.keepProblem("550", ofMail: UUID()).statement),
        ("mailContact", .mailContact(of: .new(), mail)),
        ("markSent", .markSent(UUID())),
        ("markReminded", .markReminded(.new())),
        ("session", Query.session(toCheckIn: 1, of: .new()).statement),
        (
            "checkIn",
            Query.checkIn(attendee, at: 1, of: .new(), form: [], source: []).statement
        ),
        ("checkIns", Query.checkIns(of: .new()).statement),
        ("attend checkedIn", .attend(checkedIn: [.new()], session: 1, of: .new())),
        ("endWait", .endWait(of: [.new()], session: 1, of: .new())),
        ("forget", .forget(unlisted: [.new()], of: .new())),
        ("publishedFigures", Query.publishedFigures([figure]).statement),
        ("keepFigure", .keepFigure(figure, value: 1, isDemonstration: false)),
    ]

    private static let slug = Slug("x") ?? { preconditionFailure("a short name") }()
    private static let mail = OutgoingMail(
        recipient: MailAddress("a@example.org") ?? { preconditionFailure("an address") }(),
        subject: "s", body: "b")
    private static let place = Place(slug: slug, name: "X", country: Country(number: 484))
    private static let attendee = SealedAttendee(
        id: .new(), key: [], institution: nil, audience: nil, sex: .unknown, wrappedKey: [],
        identity: [])
    private static let figure = BoundFigure(.people, of: Quarter(index: 8_084), edition: 1)
    private static let registration = NewRegistration(
        id: .new(), document: place, contact: mail.recipient, language: "es", source: [],
        form: [], hasWorked: true)
}
