// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// A list of phrases under headings, read from a data file that people who know the language maintain.
///
/// A line is a weight and a phrase (`PhrasePattern`), or `@naam = een | twee` for a class of words; `[heading]` opens a section, `#`
/// a comment. A section or line may end in `-> theme`. A phrase that lies wholly inside a longer one found gives way to it.
struct Lexicon: Sendable {
    /// The files that are searched together, so that each word of a letter is looked up once for all.
    enum List: Sendable, CaseIterable { case cues, bodies, themes, kinds, urgency, topics }

    struct File: Sendable {
        let list: List
        let text: String
        let name: String
        /// The only headings that the file may have.
        let headings: [String]

        init(_ list: List, _ bytes: [UInt8], _ name: String, _ headings: [String]) {
            self.init(list, String(decoding: bytes, as: UTF8.self), name, headings)
        }

        init(_ list: List, _ text: String, _ name: String, _ headings: [String]) {
            (self.list, self.text, self.name, self.headings) = (list, text, name, headings)
        }
    }

    /// Shared by all its hits.
    final class Entry: Sendable {
        let list: List
        let heading: String
        let weight: Double
        let theme: Theme?

        init(list: List, heading: String, weight: Double, theme: Theme?) {
            (self.list, self.heading, self.weight, self.theme) = (list, heading, weight, theme)
        }
    }

    struct Hit: Sendable {
        let entry: Entry
        let span: ClosedRange<Int>
    }

    private(set) var entries: [Entry] = []
    private var index = PhraseIndex()
    private var classes: [String: [[PhrasePattern.Step]]] = [:]

    /// Reads files into one lexicon. Refuses a whole file at the first fault, with its line.
    init(_ files: [File]) throws(Problem) {
        for file in files { try add(file) }
    }

    private mutating func add(_ file: File) throws(Problem) {
        index.beginList()
        classes = [:]
        var section: (heading: String, theme: Theme?)?
        for (number, raw) in file.text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
            let line = Substring(raw.drop { $0 == 0x20 })
            guard let first = line.first, first != "#" else { continue }
            do throws(LexiconFault) {
                let (body, theme) = try Self.withoutTheme(line)
                if first == "[" {
                    section = (try Self.heading(body, among: file.headings), theme)
                } else if first == "@" {
                    try define(body)
                } else if let section {
                    try add(body, file.list, heading: section.heading, theme: theme ?? section.theme)
                } else {
                    throw LexiconFault("a phrase stands before the first heading")
                }
            } catch {
                throw Problem(
                    error.what, at: "\(file.name):\(number + 1)", now: "The lexicon is not used",
                    remedy: "Correct the line: a weight and a phrase, a [heading], or a @class")
            }
        }
    }

    /// The phrases found, without those that lie wholly inside another of the same list.
    func hits(in sentence: Sentence) -> [Hit] {
        let matches = index.matches(in: sentence)
        return matches.compactMap { match in
            let list = entries[match.entry].list
            let isInside = matches.contains {
                $0.mask != match.mask && $0.mask & match.mask == match.mask && entries[$0.entry].list == list
            }
            return isInside ? nil : Hit(entry: entries[match.entry], span: match.span)
        }
    }

    private mutating func add(_ body: Substring, _ list: List, heading: String, theme: Theme?) throws(LexiconFault) {
        let parts = body.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let weight = Double(parts[0]) else {
            throw LexiconFault("the line does not begin with a weight")
        }
        index.add(try PhrasePattern(String(parts[1]), classes: classes), entry: entries.count)
        entries.append(Entry(list: list, heading: heading, weight: weight, theme: theme))
    }

    private mutating func define(_ body: Substring) throws(LexiconFault) {
        let parts = body.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { throw LexiconFault("a class needs `= words`") }
        let name = parts[0].split(separator: " ").joined()
        classes[name] = try PhrasePattern("(" + String(parts[1]) + ")", classes: classes).paths
    }

    private static func heading(_ body: Substring, among known: [String]) throws(LexiconFault) -> String {
        let name = String(body.dropFirst().prefix { $0 != "]" })
        guard known.contains(name) else {
            let near = nearestName(to: name, among: known).map { "; did you mean [\($0)]?" } ?? ""
            throw LexiconFault("unknown heading [\(name)]\(near)")
        }
        return name
    }

    private static func withoutTheme(_ line: Substring) throws(LexiconFault) -> (Substring, Theme?) {
        guard line.utf8.contains(UInt8(ascii: ">")), let arrow = line.firstRange(of: "->") else { return (line, nil) }
        let name = line[arrow.upperBound...].split(separator: " ").joined()
        guard let theme = Theme(rawValue: name) else { throw LexiconFault("unknown theme \(name)") }
        return (line[..<arrow.lowerBound], theme)
    }
}

/// The lexicons that are built in. A fault in them is a fault of the build, found by the tests.
enum BuiltIn {
    static let dutch = load([
        .init(.cues, PackageResources.cues_nl_txt, "cues-nl.txt", CueKind.allCases.map(\.rawValue)),
        .init(.bodies, PackageResources.bodies_txt, "bodies.txt", AboutWhom.headings),
        .init(.themes, PackageResources.themes_txt, "themes.txt", Theme.allCases.map(\.rawValue)),
        .init(.kinds, PackageResources.kinds_txt, "kinds.txt", NeighbouringKind.allCases.map(\.rawValue) + ["niet"]),
        .init(.urgency, PackageResources.urgency_txt, "urgency.txt", ["nood", "niet"]),
        .init(.topics, TopicWords.text, "topics.txt", TopicWords.headings),
    ])
    static let foreignCues: [String: Lexicon] = [
        "en": foreign(PackageResources.cues_en_txt, "cues-en.txt"),
        "de": foreign(PackageResources.cues_de_txt, "cues-de.txt"),
        "fr": foreign(PackageResources.cues_fr_txt, "cues-fr.txt"),
    ]

    private static func foreign(_ bytes: [UInt8], _ name: String) -> Lexicon {
        load([.init(.cues, bytes, name, CueKind.allCases.map(\.rawValue))])
    }

    private static func load(_ files: [Lexicon.File]) -> Lexicon {
        do throws(Problem) {
            return try Lexicon(files)
        } catch {
            preconditionFailure(error.description)
        }
    }
}
