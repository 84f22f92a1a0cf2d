// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Finds the employees complained about, by the names that the citizen uses for them.
struct Employees {
    private static let titles: Set<String> = [
        "mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "mr", "drs", "mrs", "ms", "frau", "herr",
    ]
    private static let roles: Set<String> = [
        "medewerker", "medewerkster", "collega", "behandelaar", "klachtbehandelaar", "dossierbehandelaar",
        "onderzoeker", "onderzoekster",
        "projectleider", "contactpersoon", "ambtenaar", "jurist", "juriste", "employee", "colleague",
    ]
    private static let particles: Set<String> = [
        "van", "de", "den", "der", "het", "ter", "ten", "te", "la", "le", "el", "al", "ben", "von", "in", "t", "d",
        "op",
    ]
    /// Words that follow a title or a role in chat without being a name.
    private static let notNames: Set<String> = [
        "die", "dat", "en", "of", "is", "was", "heeft", "had", "zei", "zegt", "kon", "kan", "wil", "wilde", "zou",
        "heet", "aan", "via", "mij", "me",
        "mijn", "met", "over", "bij", "maar", "niet", "geen", "deed", "gaf", "hing", "belde", "werd", "wordt", "heb",
        "hebt", "u", "ik", "hij", "zij",
        "ze", "uw", "jullie", "telefoon", "balie", "om", "voor", "nog", "ook", "als", "wie", "wat", "waar", "toen",
        "dan", "daar", "hier", "uit",
        "gesproken", "gehad", "doet", "neemt", "nam", "snauwde", "gebeld", "mag", "moet", "moest", "meer", "tijdens",
        "lief", "beste", "dus", "al",
    ]

    let office: Recogniser.Office

    struct Found {
        var names: [String] = []
        var hasUnnamed = false
    }

    /// Only those named in or beside a sentence of dissatisfaction, and not as the writer, the addressee or somebody of another body.
    func complainedAbout(in evidence: [SentenceEvidence]) -> Found {
        var found = Found()
        var keys: Set<String> = []
        for (i, item) in evidence.enumerated() {
            let isComplaint = evidence[max(0, i - 2)...min(evidence.count - 1, i + 2)].contains {
                $0.discontent >= 0.4
            }
            guard isComplaint, !isAddress(item.sentence), !(item.has(.thanks) && item.discontent < 0.8) else {
                continue
            }
            for name in names(in: item.sentence) where keys.insert(words(name).last ?? name).inserted {
                found.names.append(name)
            }
            if item.bodyHits.contains(where: { $0.entry.heading == "ons" && $0.entry.weight >= 2 }) { found.hasUnnamed = true }
        }
        if !found.names.isEmpty { found.hasUnnamed = false }
        return found
    }

    private func isAddress(_ sentence: Sentence) -> Bool {
        guard let first = sentence.words.first?.text else { return true }
        let opensLetter = [
            "geachte", "beste", "hallo", "dag", "goedemorgen", "goedemiddag", "goedendag", "hoi", "dear", "aan",
            "tav",
        ].contains(first)
        return opensLetter && sentence.words.count <= 8
    }

    private func names(in sentence: Sentence) -> [String] {
        var names: [String] = []
        let words = sentence.words
        var at = 0
        while at < words.count {
            let word = words[at].text
            if Self.titles.contains(word) || Self.roles.contains(word) || word == "genaamd" {
                if let span = name(after: at, in: sentence, chat: Self.titles.contains(word)),
                    !isOfAnotherBody(after: span.upperBound, in: words),
                    !isWriter(before: at, in: words)
                {
                    let start = Self.titles.contains(word) ? at : span.lowerBound
                    names.append(sentence.phrase(start...span.upperBound))
                    at = span.upperBound
                }
            }
            at += 1
        }
        return names + staffNamed(in: sentence, beside: names)
    }

    /// The words of a name behind a title or role: particles and up to three capitalised words, or in chat one plain word.
    private func name(after place: Int, in sentence: Sentence, chat: Bool) -> ClosedRange<Int>? {
        let words = sentence.words
        var at = place + 1
        while at < words.count, Self.titles.contains(words[at].text) || Self.roles.contains(words[at].text) {
            at += 1
        }
        let start = at
        let isShouted = words.allSatisfy {
            $0.text.count < 2 || sentence.source[$0.range].allSatisfy { !$0.isLowercase }
        }
        var last: Int?
        while at < words.count, at - start < 6 {
            let word = words[at]
            if Self.particles.contains(word.text) && !(word.text == "van" && !isParticle(at, in: words, chat: chat)) {
                at += 1
                continue
            }
            guard word.isCapitalised && !isShouted || !Self.notNames.contains(word.text),
                word.text.allSatisfy({ !$0.isNumber })
            else { break }
            if word.isCapitalised && !isShouted {
                last = at
            } else if chat, last == nil, !sentence.words[start...at].contains(where: \.isCapitalised) || isShouted {
                last = at
                break
            } else {
                break
            }
            at += 1
        }
        guard let last else { return nil }
        return start...last
    }

    /// "van" belongs to a name when a capital or a further particle follows; "van de gemeente" does not.
    private func isParticle(_ at: Int, in words: [Sentence.Word], chat: Bool) -> Bool {
        let next = words[(at + 1)...].first { !Self.particles.contains($0.text) }
        return next.map { $0.isCapitalised || chat } ?? false && !isOfAnotherBody(after: at - 1, in: words)
    }

    private func isOfAnotherBody(after place: Int, in words: [Sentence.Word]) -> Bool {
        guard place + 1 < words.count, ["van", "bij", "namens", "of"].contains(words[place + 1].text) else {
            return false
        }
        return words[(place + 2)..<min(words.count, place + 5)].contains { Bodies.isBody($0.text) }
    }

    private func isWriter(before place: Int, in words: [Sentence.Word]) -> Bool {
        let before = words[max(0, place - 3)..<place].map(\.text)
        return before.suffix(2).elementsEqual(["naam", "is"]) || before.last == "ondergetekende"
            || before.contains("namens")
            || before.last == "mijn" || before.contains("moeder") || before.contains("vader")
            || before.contains("buurman")
    }

    private func staffNamed(in sentence: Sentence, beside found: [String]) -> [String] {
        let text = " " + sentence.words.map(\.text).joined(separator: " ") + " "
        let known = Set(found.flatMap { words($0).suffix(1) })
        return office.staff.filter { name in
            let parts = words(name)
            return parts.count > 1 && text.contains(" " + parts.joined(separator: " ") + " ")
                && !known.contains(parts[parts.count - 1])
        }
    }
}

/// Words for public bodies and companies, taken from the bodies lexicon.
enum Bodies {
    private static let names: Set<String> = [
        "gemeente", "uwv", "belastingdienst", "svb", "ind", "cak", "duo", "politie", "provincie", "waterschap",
        "ministerie", "cjib", "rdw", "cbr",
        "ggd", "coa", "toeslagen", "dienst", "woningcorporatie", "woningbouw", "school", "rechtbank", "zorgkantoor",
        "zorgverzekeraar", "jeugdzorg",
        "bank", "kadaster", "sociale", "wijkteam", "bewindvoerder", "afdeling", "ziekenhuis", "kliniek", "advocaat",
        "huisarts", "college",
        "belastingen", "omgevingsdienst", "veiligheidsregio", "douane", "bureau", "raad", "kvk", "werkgever",
    ]
    static func isBody(_ word: String) -> Bool {
        names.contains(word) || word.hasPrefix("gemeente") || word.hasPrefix("woning")
    }
}
