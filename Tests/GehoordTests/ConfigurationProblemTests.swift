// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import gehoord

/// Each row changes one thing in the sound configuration, and tells every problem that comes of it, word for word.
struct ConfigurationProblemTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let problems: [String]
        var testDescription: String { "\(old) → \(new)" }

        init(_ old: String, _ new: String, _ problems: String...) {
            (self.old, self.new, self.problems) = (old, new, problems)
        }
    }

    private static let no = "gehoord does not start."
    private static let mail = #"kind: "maildir", path: "in""#
    private static let imap = #"kind: "imap", host: "h.example", user: "u", passwordFile: "p""#
    private static let staff = #"substitute: "c@bureau.example" }"#

    @Test(arguments: [
        // The file itself.
        Row(
            "{\n    office", "office",
            "office.json5:1:1: Found the word `office`, expected a value; text stands in quotes. \(no) "
                + "The file is JSON5: keys and values with `:` between them, and commas after each value."),
        Row(
            #"name: "Bureau", kind"#, #"name: "Bureau" kind"#,
            "office.json5:3:24: Found `k`, expected `,` or `}`. \(no) "
                + "The file is JSON5: keys and values with `:` between them, and commas after each value."),
        // Keys.
        Row(
            #"phone: "088""#, #"fone: "088""#,
            "office.json5:2: `office.phone` is missing; expected a text in quotes. \(no) The telephone number in letters.",
            "office.json5:3: `office.fone` is not a known key. \(no) Did you mean `phone`?"),
        Row(
            "outgoing:", "wachtwoorden: 1, outgoing:",
            "office.json5:11: `wachtwoorden` is not a known key. \(no) "
                + "Known here: calendar, forms, limits, mailboxes, office, outgoing, privacy, promises, staff, store, templates, terms."
        ),
        Row(
            #"phone: "088""#, #"phone: "088", phone: "089""#,
            "office.json5:3: `office.phone` is given twice. \(no) Remove one of the two."),
        Row(
            "office: {", "office: [], x: {",
            "office.json5:2: `office` is a list; expected a group of keys between { and }. \(no)",
            "office.json5:2: `x` is not a known key. \(no) Known here: calendar, forms, limits, mailboxes, office, outgoing, privacy, "
                + "promises, staff, store, templates, terms."),
        // Types.
        Row(
            #""ombudsman""#, #""ombudsmam""#,
            #"office.json5:3: `office.kind` is "ombudsmam"; expected "ombudsman" or "body". \#(no) Did you mean "ombudsman"?"#
        ),
        Row(
            #"kind: "ombudsman""#, "kind: 1",
            #"office.json5:3: `office.kind` is 1; expected "ombudsman" or "body". \#(no)"#),
        Row(
            #"phone: "088""#, "phone: 88", "office.json5:3: `office.phone` is 88; expected a text in quotes. \(no)"),
        Row(
            #"phone: "088""#, "phone: ' '",
            "office.json5:3: `office.phone` is \" \"; expected a text in quotes. \(no)"),
        Row(
            #"domain: "bureau.example""#, #"domain: "post@bureau.example""#,
            #"office.json5:3: `office.domain` is "post@bureau.example"; expected a domain such as "ombudsman.example". \#(no)"#
        ),
        Row(
            "2026-01-01", "2026-02-30",
            #"office.json5:4: `office.startsAt` is "2026-02-30"; expected a day, or a moment such as "2026-09-01T08:30" (Dutch time). \#(no)"#
        ),
        Row(
            "piket@bureau.example", "piket",
            #"office.json5:4: `office.dutyAddress` is "piket"; "#
                + #"expected a mail address such as "post@ombudsman.example". \#(no)"#),
        Row(
            "office: {", "office: { numbering: '{year}-{nummer}',",
            #"office.json5:2: `office.numbering` is "{year}-{nummer}"; "#
                + #"expected a text with {serial} in it, and perhaps {year}. \#(no) For example "{year}.{serial:5}", which gives 2026.00001."#
        ),
        Row(
            "office: {", "office: { numbering: '{year}{serial:5}',",
            "office.json5:2: Numbers such as 202600001 look like citizen numbers, "
                + "which are masked in letters. \(no) Write them as \"{year}.{serial:5}\", or with a letter in front."
        ),
        Row(
            "office: {", "office: { plusAddresses: 'ja',",
            #"office.json5:2: `office.plusAddresses` is "ja"; expected true or false. \#(no)"#),
        Row(
            "name: \"Bea Bos\"", "name: \"Bea Bos\", workingDays: [\"ma\", \"wd\", 3]",
            #"office.json5:8: `staff[1].workingDays[1]` is "wd"; expected "ma", "di", "wo", "do", "vr", "za" or "zo". \#(no) Did you mean "wo"?"#,
            #"office.json5:8: `staff[1].workingDays[2]` is 3; expected "ma", "di", "wo", "do", "vr", "za" or "zo". \#(no)"#
        ),
        Row(
            mail, mail + ", pollSeconds: 2",
            "office.json5:10: `mailboxes[0].pollSeconds` is 2; expected a whole number from 5 to 3600. \(no)"),
        // Office.
        Row(
            "2026-01-01", "1026-01-01",
            "office.json5:4: `office.startsAt` is in the year 1026. \(no) Give the day on which gehoord takes over."
        ),
        Row(
            "2026-01-01", "2026-09-01",
            "warning office.json5:4: `office.startsAt` is 2026-09-01T00:00:00+02:00, which is still to come. "
                + "Until then mail is only registered: no letter, no clock."),
        // Calendar, promises, terms.
        Row(
            "office: {", "calendar: { opening: '17:00', closing: '08:30' }, office: {",
            "office.json5:2: "
                + "The office closes at 08:30, which is not after it opens at 17:00. \(no) Give opening and closing as \"08:30\" and \"17:00\"."
        ),
        Row(
            "office: {", "calendar: { decreedDays: { days: ['2027-05-07'], decreedThrough: 2026 } }, office: {",
            "office.json5:2: 2027-05-07 lies after `decreedThrough`, which is 2026. \(no) "
                + "Set decreedThrough to the last year for which every decree is known.",
            "warning office.json5:2: The decreed days are known up to and including 2026. A term that ends in 2027 or later may end "
                + "a day too early. Look in the Staatscourant for the decree on 2027, and add its days."),
        Row(
            "office: {", "calendar: { decreedDays: 'geen.json5' }, office: {",
            "geen.json5: The file is missing or cannot be read. \(no) Check the path and who may read it."),
        Row(
            "office: {", "calendar: { openHolidays: ['goede vrijdag'] }, office: {",
            #"office.json5:2: `calendar.openHolidays[0]` is "goede vrijdag"; "#
                + #"expected "nieuwjaarsdag", "goede-vrijdag", "tweede-paasdag", "koningsdag", "bevrijdingsdag", "hemelvaartsdag", "#
                + #""tweede-pinksterdag", "eerste-kerstdag" or "tweede-kerstdag". \#(no) Did you mean "goede-vrijdag"?"#
        ),
        Row(
            "office: {", "promises: { contactWorkingDays: 2, reminders: [1, 3] }, office: {",
            "office.json5:2: "
                + "A reminder on working day 3 comes after the promised contact on day 2. \(no) Remind on or before day 2."
        ),
        Row(
            "office: {", "terms: { complaintWeeks: 10 }, office: {",
            "office.json5:2: `terms.complaintWeeks` is 10; the law allows 6 (Awb 9:11). \(no) Ten weeks need `adviser: true`."
        ),
        // Staff.
        Row(
            #"["coordinator"]"#, "[]",
            "office.json5:6: Nobody on the staff list is coordinator. \(no) "
                + #"Give one employee `roles: ["coordinator"]`: internal complaints and doubt go there."#),
        Row(
            staff, #"substitute: "cc@bureau.example" }"#,
            #"office.json5:8: `staff[1].substitute` is "cc@bureau.example", "#
                + #"which is not on the staff list. \#(no) Did you mean "c@bureau.example"?"#),
        Row(
            staff, #"manager: "iemand.anders@elders.example" }"#,
            #"office.json5:8: `staff[1].manager` is "#
                + #""iemand.anders@elders.example", which is not on the staff list. \#(no) Add the employee to `staff`."#
        ),
        Row(
            staff, #"substitute: "B@bureau.example" }"#,
            "office.json5:8: `staff[1].substitute` is the employee's own address. \(no) Name somebody else, or leave it out."
        ),
        Row(
            #""Cor Coster","#, #""Cor Coster", substitute: "b@bureau.example","#,
            "warning office.json5:7: "
                + "The substitutes go round in a circle: c@bureau.example, b@bureau.example, c@bureau.example. When all of them are away, "
                + "their mail goes to the coordinator. Let one of them have a substitute outside the circle."),
        Row(
            #"address: "b@bureau.example""#, #"address: "C@bureau.example""#,
            "office.json5:8: c@bureau.example is on the staff list twice. \(no) Remove one of the two.",
            "office.json5:8: `staff[1].substitute` is the employee's own address. \(no) Name somebody else, or leave it out."
        ),
        Row(
            #"address: "b@bureau.example""#, #"address: "b@elders.example""#,
            "warning office.json5:8: "
                + "b@elders.example is not in the domain bureau.example. Replies from outside the domain can be forged more easily. "
                + "Check `office.domain` and the address."),
        Row(
            staff, "absences: [{ from: '2026-05-02', until: '2026-05-01', substitute: 'd@bureau.example' }] }",
            "office.json5:8: The absence ends on 2026-05-01, before it begins on 2026-05-02. \(no) `until` is the last day away.",
            #"office.json5:8: `staff[1].absences[0].substitute` is "d@bureau.example", which is not on the staff list. "#
                + #"\#(no) Did you mean "b@bureau.example"?"#),
        Row(
            staff, "workingDays: [] }",
            "office.json5:8: `staff[1].workingDays` is empty. \(no) "
                + "Leave the key out for ma to vr, or remove an employee who does not work here."),
        // Mailboxes and outgoing mail.
        Row(
            mail, imap + #", password: "geheim""#,
            "office.json5:10: `mailboxes[0].password` stands in the configuration file. \(no) "
                + "Put it in a file that only gehoord can read and name that with `passwordFile`, or use `credential`."
        ),
        Row(
            mail, imap + #", security: "plain""#,
            "office.json5:10: "
                + "Without encryption everybody on the way can read the mail and the password for h.example. \(no) "
                + #"Use "tls" or "starttls"; if it must be, add `allowPlain: true`."#),
        Row(
            mail, imap + #", security: "tsl""#,
            #"office.json5:10: `mailboxes[0].security` is "tsl"; expected "tls", "starttls" or "plain". \#(no) Did you mean "tls"?"#
        ),
        Row(
            mail, imap + #", credential: "x""#,
            "office.json5:10: `mailboxes[0]` has both a passwordFile and a credential. \(no) Remove one."),
        Row(
            mail, #"kind: "imap", host: "h.example", user: "u""#,
            "office.json5:10: `mailboxes[0]` has a user and no password. \(no) Name a `passwordFile` or a `credential`."
        ),
        Row(
            mail, #"kind: "imap", host: "h.example", passwordFile: "p""#,
            "office.json5:10: `mailboxes[0]` has a password and no user. \(no) Name the `user`."),
        Row(
            mail, #"kind: "imap""#, "office.json5:10: `mailboxes[0].host` is missing. \(no) Name the mail server.",
            "office.json5:10: `mailboxes[0]` has no login. \(no) Name the `user`, and a `passwordFile` or a `credential`."
        ),
        Row(
            mail, #"kind: "imap", host: "h.example", user: "u", passwordFile: "weg""#,
            "office.json5:10: The password file weg is missing or cannot be read. \(no) "
                + "Create it, readable only for the account that runs gehoord."),
        Row(
            mail, #"kind: "maildir""#,
            "office.json5:10: `mailboxes[0].path` is missing. \(no) Name the Maildir that the mail is delivered in."
        ),
        Row(
            mail, mail + #", host: "h.example""#,
            "warning office.json5:10: `mailboxes[0].host` has no meaning: it belongs to kind imap. It is ignored. Remove it."
        ),
        Row(
            mail, mail + #", after: "sean""#,
            #"office.json5:10: `mailboxes[0].after` is "sean"; expected "seen". \#(no) Did you mean "seen"?"#),
        Row(
            mail, mail + #", after: { move: "X", keyword: "Y" }"#,
            #"office.json5:10: `mailboxes[0].after` has to say one thing. \#(no) Give either `keyword` or `move`, or "seen"."#
        ),
        Row(
            mail, mail + #", after: { keyword: "Is klaar" }"#,
            #"office.json5:10: `mailboxes[0].after.keyword` is "Is klaar"; "#
                + "expected an IMAP keyword: letters, digits, - and _. \(no)"),
        Row(
            mail, mail + #", desk: "d@bureau.example""#,
            #"office.json5:10: `mailboxes[0].desk` is "d@bureau.example", "#
                + #"which is not on the staff list. \#(no) Did you mean "b@bureau.example"?"#),
        Row(
            mail + " }", mail + #" }, { address: "info@elders.example", kind: "maildir", path: "in" }"#,
            "office.json5:10: `mailboxes[1]` reads the same mailbox as one above it. \(no) Remove one of the two.",
            "warning office.json5:10: info@elders.example is not in the domain bureau.example. Mail to it is read all the same. "
                + "Check `office.domain` and the address."),
        Row(
            #"from: "post@bureau.example""#, #"from: "post@elders.example""#,
            "warning office.json5:11: "
                + "post@elders.example is not in the domain bureau.example. Other mail servers may refuse its letters. "
                + "Check `office.domain` and the address.",
            "warning office.json5:11: `outgoing.from` is post@elders.example, which is none of the mailboxes. "
                + "Answers by citizens and staff come in only if another mailbox receives them. Send from post@bureau.example."
        ),
        // Forms.
        Row(
            "outgoing:",
            "forms: [{ name: 'f', layout: 'drupal-contact', labels: { email: 'E-mail', vraag: ['x'] } }],\n    outgoing:",
            "office.json5:11: `forms[0].labels.vraag` is not a known key. \(no) "
                + "Known here: dossierNumber, email, name, phone, postcode, question."),
    ])
    func `a fault is told with its line, what is expected and what to do`(row: Row) async throws {
        try await load(try soundConfiguration.changing(row.old, to: row.new), files: ["p": "geheim"]) {
            loaded, problems in
            #expect(problems == row.problems)
            #expect((loaded.configuration == nil) == row.problems.contains { !$0.hasPrefix("warning") })
        }
    }

    @Test func `all problems come at once, errors first`() async throws {
        let text =
            try soundConfiguration
            .changing(#"kind: "ombudsman""#, to: #"kind: "ombudsmn""#)
            .changing(#"substitute: "c@bureau.example""#, to: #"substitute: "x@bureau.example""#)
            .changing(#"address: "post@bureau.example", kind"#, to: #"address: "post@elders.example", kind"#)
            .changing(#"kind: "maildir", path: "out""#, to: #"kind: "maildr", path: "out""#)
        try await load(text) { loaded, problems in
            #expect(loaded.configuration == nil)
            #expect(loaded.problems.map(\.severity) == [.error, .error, .error])
            #expect(problems.map { $0.prefix(15) } == ["office.json5:3:", "office.json5:8:", "office.json5:11"])
        }
    }

    @Test func `the decrees of next year are asked for in time`() async throws {
        let last = try #require(CalendarDay(iso: "2027-12-31"))
        try await load(soundConfiguration, in: surroundings(today: last)) { _, problems in #expect(problems == []) }
        try await load(soundConfiguration, in: surroundings(today: last.adding(days: 1))) { loaded, problems in
            #expect(
                problems == [
                    "warning office.json5:1: The decreed days are known up to and including 2028. A term that ends in 2029 or later may end "
                        + "a day too early. Look in the Staatscourant for the decree on 2029, and add its days."
                ])
            #expect(loaded.configuration != nil)
        }
    }

    @Test func `without the shipped decrees a configuration must name its own`() async throws {
        try await load(soundConfiguration, in: Surroundings(today: someDay)) { loaded, problems in
            #expect(
                problems == [
                    "office.json5:1: The file of decreed days that comes with gehoord was not found. gehoord does not start. "
                        + "Name one with `calendar.decreedDays`."
                ])
        }
    }

    @Test func `circles of substitutes are found once each`() {
        func staff(_ pairs: KeyValuePairs<String, String?>) -> [Employee] {
            pairs.map { Employee(address: $0.key, name: $0.key, substitute: $0.value) }
        }
        #expect(ConfigurationCheck.substituteRings(staff(["a": "b", "b": "c", "c": nil])) == [])
        #expect(ConfigurationCheck.substituteRings(staff(["a": "b", "b": "c", "c": "b"])) == [["b", "c"]])
        #expect(
            ConfigurationCheck.substituteRings(staff(["a": "b", "b": "a", "c": "a", "d": "e", "e": "f", "f": "d"]))
                == [["a", "b"], ["d", "e", "f"]])
        #expect(ConfigurationCheck.substituteRings(staff(["a": "a", "b": "x"])) == [])
    }
}
