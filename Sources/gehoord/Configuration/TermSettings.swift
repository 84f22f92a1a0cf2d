// SPDX-License-Identifier: EUPL-1.2

/// What the office promises beside the law.
struct PromiseSettings: Hashable, Sendable {
    /// Working days within which the desk contacts a citizen, the day of receipt not counted.
    var contactWorkingDays: Int
    /// The working days on which the handler is reminded, in order.
    var reminders: [Int]

    static let shape = Shape<PromiseSettings>.section { keys in
        let contact = keys.value(
            "contactWorkingDays", .integer(1...20), default: 5,
            "Working days within which the desk contacts a citizen.")
        let reminders = keys.value(
            "reminders", .list(of: Shape<Int>.integer(1...20)), default: [3, 5].filter { $0 <= contact },
            as: "[3, 5]",
            "The working days on which the handler is reminded, at opening time.")
        if let late = reminders.first(where: { $0 > contact }) {
            keys.reader.error(
                "A reminder on working day \(late) comes after the promised contact on day \(contact)",
                at: keys.path(of: "reminders"), remedy: "Remind on or before day \(contact)")
        }
        return PromiseSettings(contactWorkingDays: contact, reminders: Set(reminders).sorted())
    }
}

/// The terms in weeks; the law sets the most they may be, an office may promise less.
struct TermSettings: Hashable, Sendable {
    /// Whether an adviser or committee takes part in handling complaints (Awb 9:14).
    var hasAdviser: Bool
    var complaintWeeks: Int
    var wooWeeks: Int
    /// The office's own norm for a request to an ombudsman; nil when it has none.
    var requestWeeks: Int?

    static let shape = Shape<TermSettings>.section { keys in
        let adviser = keys.value(
            "adviser", .flag, default: false,
            "Whether an adviser or committee takes part in handling complaints (Awb 9:14).")
        let most = adviser ? 10 : 6
        let complaint = keys.value(
            "complaintWeeks", .integer(1...10), default: most, as: "6, or 10 with an adviser",
            "Weeks to settle a complaint (Awb 9:11).")
        let woo = keys.value("wooWeeks", .integer(1...4), default: 4, "Weeks to decide on a Woo request (Woo 4.4).")
        let request = keys.optional(
            "requestWeeks", .integer(1...52), "The office's own norm for a request, in weeks.")
        if complaint > most {
            keys.reader.error(
                "`\(keys.path(of: "complaintWeeks"))` is \(complaint); the law allows \(most) (Awb 9:11)",
                at: keys.path(of: "complaintWeeks"), remedy: "Ten weeks need `adviser: true`")
        }
        return TermSettings(hasAdviser: adviser, complaintWeeks: complaint, wooWeeks: woo, requestWeeks: request)
    }
}
