// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Message
import Recognition

/// All that an office tells gehoord about itself, checked as a whole.
struct Configuration: Sendable {
    var office: OfficeSettings
    var calendar: OfficeCalendar
    var promises: PromiseSettings
    var terms: TermSettings
    var staff: [Employee]
    var mailboxes: [MailboxSettings]
    var outgoing: OutgoingSettings
    var forms: [FormProfile]
    /// The folder of the database.
    var store: String
    /// The office's own templates; nil for those that come with the program.
    var templates: String?
    var limits: LimitSettings
    var privacy: PrivacySettings

    /// What recognition has to know of the office.
    var recogniserOffice: Recogniser.Office {
        Recogniser.Office(
            names: office.names, hearsAboutOthers: office.kind == .ombudsman, staff: staff.map(\.name))
    }
}

/// What the checks need to know of the machine.
struct Surroundings: Sendable {
    var today: CalendarDay
    /// The file of decreed days that comes with the program.
    var shippedDecreedDays: String?
    /// systemd's folder of credentials; nil outside the service.
    var credentialsFolder: String?

    init(today: CalendarDay, shippedDecreedDays: String? = nil, credentialsFolder: String? = nil) {
        (self.today, self.shippedDecreedDays) = (today, shippedDecreedDays)
        self.credentialsFolder = credentialsFolder
    }

    /// Those of this process.
    static func current(_ installation: Installation?) -> Surroundings {
        Surroundings(
            today: DutchTime.day(of: Timekeeper.wall.now), shippedDecreedDays: installation?.decreedDays,
            credentialsFolder: SecretSource.credentialsFolder)
    }
}

/// A configuration file as it was read: usable when nothing in it is an error.
struct LoadedConfiguration {
    /// Nil when one of the problems is an error.
    let configuration: Configuration?
    /// Everything that is wrong, all at once: errors first, each kind in the order of the file.
    let problems: [Problem]
    /// Every key that is known, in the order in which they were read.
    let keys: [ConfigurationKey]
}

extension Configuration {
    /// Reads and checks a file. Relative paths in it start at its own folder.
    static func load(_ path: String, in surroundings: Surroundings) -> LoadedConfiguration {
        let reader = ConfigurationReader(file: path)
        let folder = URL(filePath: path).absoluteURL.deletingLastPathComponent().path(percentEncoded: false)
        let shape = shape(
            in: folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder, surroundings)
        let configuration = reader.root().flatMap(shape.read)
        if !DutchTime.isKnown {
            reader.add([
                Problem(
                    "The machine does not know Dutch time (Europe/Amsterdam)", at: "",
                    now: "gehoord does not start",
                    remedy: "Install the package tzdata")
            ])
        }
        let problems = reader.problems
        return LoadedConfiguration(
            configuration: problems.contains { $0.severity == .error } ? nil : configuration, problems: problems,
            keys: reader.keys)
    }

    private static func shape(in folder: String, _ surroundings: Surroundings) -> Shape<Configuration> {
        .section { keys in
            let office = keys.required("office", OfficeSettings.shape, "The office that runs gehoord.")
            let calendar = keys.group(
                "calendar", OfficeCalendar.shape(in: folder, shipped: surroundings.shippedDecreedDays),
                "When the office works. Terms set by law follow the statutory calendar only.")
            let promises = keys.group("promises", PromiseSettings.shape, "What the office promises beside the law.")
            let terms = keys.group("terms", TermSettings.shape, "The terms, in weeks.")
            let staff = keys.required(
                "staff", .list(of: Employee.shape, wording: "a list of employees"),
                "The people who handle complaints.")
            let mailboxes = keys.required(
                "mailboxes", .list(of: MailboxSettings.shape(in: folder), wording: "a list of mailboxes"),
                "The mailboxes to read.")
            let outgoing = keys.required(
                "outgoing", OutgoingSettings.shape(in: folder), "How mail leaves the office.")
            let forms = keys.value(
                "forms", .list(of: FormProfile.shape, wording: "a list of forms"), default: [], as: "none",
                "The web forms whose mail comes in.")
            let store = keys.group("store", storeShape(in: folder), "Where the database is kept.")
            let templates = keys.optional(
                "templates", .path(in: folder),
                "A folder with the office's own letters; else those that come with gehoord.")
            let limits = keys.group("limits", LimitSettings.shape, "Bounds on size and number.")
            let privacy = keys.group("privacy", PrivacySettings.shape, "What staff mail shows and what is kept.")
            let check = ConfigurationCheck(reader: keys.reader, surroundings: surroundings)
            if let office { check.office(office) }
            if let calendar { check.calendar(calendar) }
            if let staff { check.staff(staff, office: office) }
            if let mailboxes { check.mailboxes(mailboxes, office: office, staff: staff) }
            if let outgoing { check.outgoing(outgoing, office: office, mailboxes: mailboxes) }
            guard let office, let calendar, let promises, let terms, let staff, let mailboxes, let outgoing,
                let store,
                let limits, let privacy
            else { return nil }
            return Configuration(
                office: office, calendar: calendar, promises: promises, terms: terms, staff: staff,
                mailboxes: mailboxes,
                outgoing: outgoing, forms: forms, store: store, templates: templates, limits: limits,
                privacy: privacy)
        }
    }

    private static func storeShape(in folder: String) -> Shape<String> {
        .section { keys in
            keys.value(
                "folder", .path(in: folder), default: "/var/lib/gehoord", "The folder of the database and all mail."
            )
        }
    }
}
