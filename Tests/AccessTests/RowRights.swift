import Casework

/// Who may do what with the rows of a table, written down apart from the policies: conditions over
/// its rows as a superuser would write them, for one reader. Nil is refused altogether.
struct RowRights: Sendable {
    typealias Condition = @Sendable (Site.Reader) -> String?

    var sees: Condition
    var adds: Condition = { _ in nil }
    var changes: Condition = { _ in nil }
    var removes: Condition = { _ in nil }

    static let none = "false"
    static let all = "true"

    /// Every table; one that is missing fails the test.
    static let tables: [String: RowRights] = [
        "codelist_value": Self(sees: { _ in all }),
        "schema_ledger": Self(sees: { _ in all }),
        "installation": Self(sees: { _ in all }, adds: { _ in none }, changes: { _ in none }),
        "hub": Self(sees: signedIn, adds: hubs, changes: hubs),
        "organisation": Self(sees: signedIn, adds: hubs, changes: hubs),
        "person": Self(sees: ownPeople, changes: { _ in none }),
        "identity_key": Self(sees: { _ in none }, removes: { _ in none }),
        "document": Self(sees: ofOwnPeople, removes: { _ in none }),
        "match_model": Self(sees: { _ in none }, adds: { _ in none }),
        "duplicate_pair": Self(
            sees: pairs, adds: { _ in none }, changes: { _ in none }, removes: { _ in none }),
        "person_version": Self(sees: ofOwnPeople, adds: { _ in none }),
        "casework_case": Self(sees: ownCases, adds: ownPeople, changes: ownCases),
        "case_counter": Self(sees: ownPeople, adds: ownPeople, changes: ownPeople),
        "case_member": Self(sees: ofOwnCases, adds: ofOwnCases, removes: ofOwnCases),
        "case_change": Self(sees: ofOwnCases, adds: ofOwnCases),
        "case_note": Self(sees: ofOwnCases, adds: ofOwnCases),
        "case_event": Self(sees: ofOwnCases, adds: ofOwnCases),
        "attachment": Self(sees: ofOwnCases, adds: ofOwnCases),
        "attachment_piece": Self(sees: ofOwnAttachments, adds: ofOwnAttachments),
        "consent": Self(
            sees: { reader in reader.hub.map { "hub_id = \($0) OR to_hub = \($0)" } ?? none },
            adds: ownPeople, changes: ownPeople),
        "referral": Self(
            sees: { reader in
                reader.hub.map {
                    """
                    from_hub = \($0) AND \(ofOwnCases(reader) ?? none)
                    OR to_hub = \($0) AND (shared IS NOT NULL OR status = 3)
                    """
                } ?? none
            },
            adds: { reader in
                reader.hub.map { "from_hub = \($0) AND \(ofOwnCases(reader) ?? none)" } ?? none
            },
            changes: { reader in
                reader.hub.map {
                    "from_hub = \($0) AND \(ofOwnCases(reader) ?? none) OR to_hub = \($0)"
                } ?? none
            }),
        "referral_change": Self(
            sees: { reader in ofReferrals(reader) }, adds: { reader in ofReferrals(reader) }),
        "import_batch": Self(
            sees: { reader in
                reader.role == .regionalAnalyst
                    ? all : reader.hub.map { "hub_id = \($0)" } ?? ofCountry(reader)
            }, adds: { reader in reader.hub.map { "hub_id = \($0)" } ?? ofCountry(reader) }),
        "event_register": Self(sees: events, adds: ownHubs, changes: ownHubs),
        "event": Self(sees: events, adds: ownHubs),
        "participation": Self(
            sees: events, adds: ownHubs, changes: { _ in none }, removes: ownHubs),
        "participation_past": Self(sees: events, adds: ownHubs),
        "count_log": Self(sees: { _ in none }),
        "departure": Self(sees: ownHubs),
        "cell": Self(sees: { reader in
            if reader.role == .regionalAnalyst { return all }
            if let hub = reader.hub { return "dimension IN (2, 100) AND category = \(hub)" }
            guard let country = reader.country else { return none }
            return """
                dimension = 1 AND category = \(country) OR dimension IN (2, 100) AND category IN
                (SELECT hub_id FROM hub WHERE country = \(country))
                """
        }),
        "edition": Self(
            sees: { $0.role == .regionalAnalyst ? all : none }, adds: { _ in none }),
        "audit": Self(
            sees: { $0.role == .auditor ? all : none },
            adds: { $0.role == nil ? none : "actor = '\($0.name)'" }),
        "erasure": Self(sees: auditor),
        "glass_break": Self(
            sees: { reader in
                reader.role == .auditor
                    ? all
                    : reader.role == .manager
                        ? reader.hub.map { "hub_id = \($0) OR from_hub = \($0)" } : none
            },
            changes: { reader in
                reader.role == .manager
                    ? reader.hub.map { "hub_id = \($0) OR from_hub = \($0)" } : none
            }),
        "retention_rule": Self(
            sees: signedIn, adds: { _ in none }, changes: { _ in none }, removes: { _ in none }),
        "audit_seal": Self(sees: auditor, adds: { _ in none }),
        "audit_place": Self(sees: auditor, adds: { _ in none }),
        "account": Self(
            sees: { reader in
                if reader.role == .administrator { return all }
                guard let account = reader.account else { return none }
                let own = "account_id = '\(account)'"
                return reader.role == .manager ? "\(own) OR hub_id = \(reader.hub ?? 0)" : own
            },
            adds: { $0.role == .administrator ? all : none },
            changes: { reader in
                reader.role == .administrator
                    ? "account_id <> '\(reader.account?.description ?? "")'" : none
            }),
        "session": Self(sees: ownAccess),
        "api_token": Self(
            sees: ownAccess,
            adds: { reader in
                reader.account.map { "account_id = '\($0)'" } ?? none
            }),
        "activity": region, "activity_session": region.removing, "activity_party": replaced,
        "activity_count": replaced, "activity_attendee": attendees.removing,
        "activity_attendance": Self(
            sees: attendees.sees, adds: attendees.adds, removes: attendees.adds),
        "activity_check_in": Self(sees: attendees.sees, removes: attendees.adds),
        "decided_check_in": Self(sees: attendees.sees, adds: attendees.adds),
        "network": region, "network_member": replaced, "network_need": replaced,
        "meeting": region, "meeting_attendance": replaced, "agreed_action": region,
        "agreed_action_change": appended, "mgi_participant": region, "mgi_total": region,
        "mgi_indicator": region, "mgi_assessment": region, "mgi_answer": replaced,
        "publication": region, "publication_text": replaced, "bulletin_item": region,
        "bulletin_text": replaced, "bulletin_link": replaced, "bulletin_picture": replaced,
        "bulletin_correction": appended, "bulletin_issue": region,
        "bulletin_issue_item": replaced,
        // The public directory: what the tests here have of it is public.
        "place": Self(
            sees: { _ in all },
            adds: { $0.role == .countryOfficer ? ofCountry($0) : none },
            changes: { $0.role == .countryOfficer ? ofCountry($0) : none }),
        "registration": Self(sees: { _ in none }, changes: { _ in none }),
        "place_contact": Self(
            sees: { _ in none }, adds: { _ in none }, changes: { _ in none }),
        "outgoing_mail": Self(
            sees: { _ in none }, adds: { _ in none }, changes: { _ in none }),
        "published_figure": Self(
            sees: { _ in all }, adds: { _ in none }, changes: { _ in none }),
        "place_document": Self(sees: { _ in all }),
        // Views, which show what their tables show to whoever asks.
        "activity_document": Self(sees: signedIn),
        "agreed_action_document": Self(sees: signedIn),
        "bulletin_issue_document": Self(sees: signedIn),
        "bulletin_item_document": Self(sees: signedIn),
        "meeting_document": Self(sees: signedIn),
        "mgi_assessment_document": Self(sees: signedIn),
        "mgi_indicator_document": Self(sees: signedIn),
        "mgi_participant_document": Self(sees: signedIn),
        "mgi_total_document": Self(sees: signedIn),
        "network_document": Self(sees: signedIn),
        "organisation_document": Self(sees: signedIn),
        "publication_document": Self(sees: signedIn),
        "account_secret": Self(sees: { _ in nil }),
        "recovery_code": Self(sees: { _ in nil }),
        "sign_in_failure": Self(sees: { _ in nil }),
        "known_device": Self(sees: { _ in nil }),
    ]

    // The region's registers, which the tests here leave empty: what is granted, not which rows.
    private static let region = Self(
        sees: signedIn, adds: { _ in none }, changes: { _ in none })
    private static let replaced = Self(
        sees: signedIn, adds: { _ in none }, removes: { _ in none })
    private static let appended = Self(sees: signedIn, adds: { _ in none })
    private static let attendees = Self(
        sees: { _ in none }, adds: { _ in none }, changes: { _ in none })

    private var removing: Self {
        Self(sees: sees, adds: adds, changes: changes, removes: { _ in Self.none })
    }

    private static let auditor: Condition = { $0.role == .auditor ? all : none }

    private static let signedIn: Condition = { $0.role == nil ? none : all }

    private static let ownPeople: Condition = { reader in
        reader.hub.map { "hub_id = \($0)" } ?? none
    }

    /// Restricted ones only where the reader is named.
    private static let ownCases: Condition = { reader in
        guard let hub = reader.hub, let account = reader.account else { return none }
        return """
            hub_id = \(hub) AND (NOT is_restricted OR '\(account)' IN (worker, opened_by)
                OR '\(account)' = ANY (named_workers))
            """
    }

    private static let ofOwnCases: Condition = { reader in
        "case_id IN (SELECT case_id FROM casework_case WHERE \(ownCases(reader) ?? none))"
    }

    private static let ofOwnAttachments: Condition = { reader in
        """
        attachment_id IN (SELECT attachment_id FROM attachment WHERE \(ofOwnCases(reader) ?? none))
        """
    }

    private static func ofReferrals(_ reader: Site.Reader) -> String {
        let seen = tables["referral"]?.sees(reader) ?? none
        return "referral_id IN (SELECT referral_id FROM referral WHERE \(seen))"
    }

    private static let ofOwnPeople: Condition = { reader in
        reader.hub.map { "person_id IN (SELECT person_id FROM person WHERE hub_id = \($0))" }
            ?? none
    }

    /// Whoever answers for both: not clerks.
    private static let pairs: Condition = { reader in
        guard reader.role == .manager || reader.role == .countryOfficer,
            let own = ownHubs(reader)
        else { return none }
        return [own, own].enumerated().map { index, condition in
            condition.replacing("hub_id =", with: "\(index == 0 ? "left" : "right")_hub =")
                .replacing("hub_id IN", with: "\(index == 0 ? "left" : "right")_hub IN")
        }.joined(separator: " AND ")
    }

    private static let ownHubs: Condition = { reader in
        if let hub = reader.hub { return "hub_id = \(hub)" }
        guard let country = reader.country else { return none }
        return "hub_id IN (SELECT hub_id FROM hub WHERE country = \(country))"
    }

    private static let events: Condition = { reader in
        reader.role == .regionalAnalyst ? all : ownHubs(reader)
    }

    private static let hubs: Condition = { reader in
        reader.role == .administrator ? all : ofCountry(reader)
    }

    private static func ofCountry(_ reader: Site.Reader) -> String {
        reader.country.map { "country = \($0)" } ?? none
    }

    private static let ownAccess: Condition = { reader in
        if reader.role == .administrator { return all }
        return reader.account.map { "account_id = '\($0)'" } ?? none
    }
}
