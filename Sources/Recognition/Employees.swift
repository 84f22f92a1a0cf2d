// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Finds the employees complained about, by the names that the citizen uses for them.
struct Employees {
    let office: Recogniser.Office
    /// What was learned; without it rules decide.
    var model: EmployeeModel?

    struct Found {
        /// With the sentence of the name that is nearest to the dissatisfaction.
        var named: [(name: String, sentence: String)] = []
        var names: [String] { named.map(\.name) }
        var hasUnnamed = false
    }

    /// Those of the office whom the letter speaks of with dissatisfaction; never the writer, or somebody of another body.
    func complainedAbout(in evidence: [SentenceEvidence]) -> Found {
        var found = Found()
        let persons = PersonFinder(office: office).persons(in: evidence.map(\.sentence))
        let features = EmployeeFeatures(office: office)
        let meant = persons.filter { person in
            !isOutsider(person)
                && (model.map { $0.head.score(features.row(of: person, among: persons, in: evidence)) > $0.from }
                    ?? isComplainedAbout(person, evidence))
        }
        // Who is only greeted hears the complaint, unless nobody else is meant.
        let told = meant.filter { !$0.mentions.allSatisfy(\.isSalutation) }
        found.named = (told.isEmpty ? meant : told).map { person in
            let place = person.mentions.map(\.sentence).max { evidence[$0].discontent < evidence[$1].discontent }
            return (person.name, place.map { evidence[$0].sentence.text } ?? "")
        }
        found.hasUnnamed =
            found.named.isEmpty
            && evidence.contains { item in
                item.discontent >= 0.4 && item.bodyHits.contains { $0.entry.heading == "ons" && $0.entry.weight >= 2 }
            }
        return found
    }

    /// Whether the letter itself says that the person is the writer, the writer's own or of another body.
    func isOutsider(_ person: Person) -> Bool {
        let sides = Set(person.mentions.map(\.side))
        return !sides.isDisjoint(with: [.writer, .elsewhere, .writersOwn]) && !sides.contains(.office)
    }

    private func isComplainedAbout(_ person: Person, _ evidence: [SentenceEvidence]) -> Bool {
        let sides = Set(person.mentions.map(\.side))
        let told = person.mentions.filter { !$0.isSalutation }
        if told.isEmpty { return false }
        let surest = told.map(\.form.rawValue).min() ?? 4
        if surest == Person.Form.capital.rawValue && !sides.contains(.office) { return false }
        return told.contains { mention in
            let item = evidence[mention.sentence]
            let near = evidence[max(0, mention.sentence - 2)...min(evidence.count - 1, mention.sentence + 2)]
            return near.contains { $0.discontent >= 0.4 } && !(item.has(.thanks) && item.discontent < 0.8)
        }
    }
}

/// What was learned of who is complained about.
struct EmployeeModel: Hashable, Sendable {
    let head: LinearHead
    /// Above this score a person is one.
    let from: Double
}

/// Words for public bodies and companies, taken from the bodies lexicon.
enum Bodies {
    private static let names: Set<String> = [
        "gemeente", "uwv", "belastingdienst", "svb", "ind", "cak", "duo", "politie", "provincie", "waterschap",
        "ministerie", "cjib", "rdw", "cbr",
        "ggd", "coa", "toeslagen", "dienst", "woningcorporatie", "woningbouw", "school", "rechtbank", "zorgkantoor",
        "zorgverzekeraar", "jeugdzorg",
        "bank", "kadaster", "sociale", "wijkteam", "bewindvoerder", "ziekenhuis", "kliniek", "advocaat",
        "huisarts", "college",
        "belastingen", "omgevingsdienst", "veiligheidsregio", "douane", "raad", "kvk", "werkgever",
    ]
    static func isBody(_ word: String) -> Bool {
        names.contains(word) || word.hasPrefix("gemeente") || word.hasPrefix("woning")
    }
}
