// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Filing
import Foundation
import Groundwork
import Message
import Recognition

/// Everything that a command needs before it can work: configuration and templates, read and checked.
struct Setup {
    var configuration: Configuration
    let templates: TemplateSet
    /// What was learned; nil when it is not installed, and then the lexicon alone decides.
    let model: Model?
    /// What is odd but does not stop the start.
    let warnings: [Problem]

    /// Reads the configuration file, or the example office when none is named. Throws all problems at once.
    init(config path: String?) throws {
        let installation = try? Installation.current()
        let path = try path ?? Installation.current().exampleOffice
        let loaded = Configuration.load(path, in: .current(installation))
        var problems = loaded.problems
        var templates: TemplateSet?
        do {
            let folder = try loaded.configuration?.templates ?? Installation.current().templates
            templates = try TemplateSet.load(folder)
        } catch let wrong as TemplateProblems {
            problems += wrong.problems
        }
        guard let configuration = loaded.configuration, let templates else { throw Problems(all: problems) }
        self.configuration = configuration
        self.templates = templates
        var model: Model?
        do throws(Problem) {
            if let path = installation?.model { model = try Model(file: try Files.bytes(path), named: path) }
        } catch {
            var warning = error
            (warning.severity, warning.consequence) = (.warning, "Dissatisfaction is heard with the lexicon alone")
            problems.append(warning)
        }
        self.model = model
        warnings = problems
    }

    func office(_ archive: Archive) throws -> Office {
        try Office(archive: archive, settings: configuration.engine, templates: templates, model: model)
    }
}

extension Configuration {
    /// The configuration in the rooms' own terms.
    var engine: EngineSettings {
        let addresses = Set(mailboxes.map { $0.address.lowercased() } + [outgoing.from.lowercased()])
        let staff = Staff(listed: staff, domain: office.domain, mailboxes: addresses)
        let desks = mailboxes.map { mailbox in
            (
                mailbox.address.lowercased(),
                OfficeRules.Desk(purpose: mailbox.purpose, employee: mailbox.desk?.lowercased())
            )
        }
        let rules = OfficeRules(
            staff: staff, calendar: calendar,
            promises: Promises(
                contactWorkingDays: promises.contactWorkingDays, reminders: promises.reminders,
                hasAdviser: terms.hasAdviser,
                complaintWeeks: terms.complaintWeeks,
                wooWeeks: terms.wooWeeks, requestWeeks: terms.requestWeeks),
            numbering: DossierNumbering(office.numbering), hearsAboutOthers: office.kind == .ombudsman,
            desks: Dictionary(desks, uniquingKeysWith: { first, _ in first }),
            dutyAddress: office.dutyAddress.lowercased(),
            caps: OfficeRules.Caps(lettersPerAddress: limits.acknowledgementsPerAddressPerDay))
        let identity = OfficeIdentity(
            name: office.name, phone: office.phone, phoneHours: office.phoneHours, website: office.website ?? "",
            postalAddress: office.postalAddress ?? "",
            from: EmailAddress(name: outgoing.fromName ?? office.name, address: outgoing.from),
            plusAddresses: office.plusAddresses)
        return EngineSettings(
            rules: rules, identity: identity, recognition: recogniserOffice, forms: forms,
            startsAt: office.startsAt, showsText: privacy.assignmentsShowText,
            authenticationServer: office.authenticationServer,
            keepsCorrections: privacy.learnFromCorrections)
    }
}
