// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The office that runs gehoord, as letters name it and as citizens write it.
struct OfficeSettings: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Hears complaints about other bodies, and about itself.
        case ombudsman
        /// Hears complaints about itself only.
        case body
    }

    var name: String
    var kind: Kind
    /// The office's names as citizens write them.
    var names: [String]
    var domain: String
    var phone: String
    var phoneHours: String
    var postalAddress: String?
    var website: String?
    /// Mail received before this moment is registered, and neither acknowledged nor clocked.
    var startsAt: Moment
    /// Gets urgent mail at any hour.
    var dutyAddress: String
    var numbering: NumberSeries
    /// Whether the mail server delivers `post+token@` to `post@`.
    var plusAddresses: Bool
    /// The name in the `Authentication-Results` of the office's own mail server (RFC 8601); nil when it writes none.
    var authenticationServer: String?

    static let shape = Shape<OfficeSettings>.section { keys in
        let name = keys.required("name", .text, "The office's name, as letters and the sender's name show it.")
        let kind = keys.required(
            "kind", Shape<Kind>.name, "An ombudsman hears complaints about others, a body only about itself.")
        let names = keys.value(
            "names", .list(of: Shape<String>.text), default: [], as: "the name",
            "The office's names as citizens write them.")
        let domain = keys.required("domain", .domain, "Every address in this domain is staff.")
        let phone = keys.required("phone", .text, "The telephone number in letters.")
        let phoneHours = keys.required("phoneHours", .text, "When the telephone is answered, as letters say it.")
        let postalAddress = keys.optional("postalAddress", .text, "For who writes on paper.")
        let website = keys.optional("website", .text, "The site in letters.")
        let startsAt = keys.required(
            "startsAt", .moment, "Mail received before this moment is only registered: no letter, no clock.")
        let dutyAddress = keys.required("dutyAddress", .address, "Gets urgent mail at once, also at night.")
        let pattern = keys.value(
            "numbering", .text, default: "{year}.{serial:5}",
            "How dossier numbers are written: {year}, {serial}, {serial:5}.")
        let firstSerial = keys.value(
            "firstSerial", .integer(1...999_999_999), default: 1,
            "The first serial number, so that the series goes on where another system stopped.")
        let plusAddresses = keys.value(
            "plusAddresses", .flag, default: true, "Whether the mail server delivers post+anything@ to post@.")
        let authenticationServer = keys.optional(
            "authenticationServer", .text,
            "The name with which the office's own mail server begins Authentication-Results; commands by mail then need it."
        )
        let numbering = NumberSeries(pattern: pattern, firstSerial: firstSerial)
        if numbering == nil {
            keys.reader.error(
                "`\(keys.path(of: "numbering"))` is \"\(pattern)\"; expected a text with {serial} in it, and perhaps {year}",
                at: keys.path(of: "numbering"), remedy: "For example \"{year}.{serial:5}\", which gives 2026.00001")
        }
        // One number in eleven passes the test, so a few numbers show whether the pattern is safe.
        if let numbering,
            (1...60).contains(where: {
                CitizenNumber.masked(numbering.number(year: 2026, serial: $0)).contains("***")
            })
        {
            keys.reader.error(
                "Numbers such as \(numbering.number(year: 2026, serial: firstSerial)) look like citizen numbers, which are masked in letters",
                at: keys.path(of: "numbering"),
                remedy: "Write them as \"{year}.{serial:5}\", or with a letter in front")
        }
        guard let name, let kind, let domain, let phone, let phoneHours, let startsAt, let dutyAddress,
            let numbering
        else {
            return nil
        }
        return OfficeSettings(
            name: name, kind: kind, names: names.isEmpty ? [name] : names, domain: domain, phone: phone,
            phoneHours: phoneHours, postalAddress: postalAddress, website: website, startsAt: startsAt,
            dutyAddress: dutyAddress, numbering: numbering, plusAddresses: plusAddresses,
            authenticationServer: authenticationServer)
    }
}
