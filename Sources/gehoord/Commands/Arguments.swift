// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The words after a subcommand, sorted into options and the rest.
struct Arguments {
    /// What a subcommand takes.
    struct Grammar: Sendable {
        /// Options that stand alone, such as `--json`.
        var flags: Set<String> = []
        /// Options that are followed by a value, such as `--config FILE`.
        var values: Set<String> = []
    }

    private var given: [String: String] = [:]
    private var raised: Set<String> = []
    /// The words that are no option, in order.
    private(set) var rest: [String] = []

    init(_ words: [String], of command: String, _ grammar: Grammar) throws(Problem) {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--" {
                rest += words
                break
            }
            guard word.hasPrefix("--") else {
                rest.append(word)
                continue
            }
            let (name, inline) = Self.split(word)
            if grammar.flags.contains(name), inline == nil {
                raised.insert(name)
            } else if grammar.values.contains(name) {
                guard let value = inline ?? words.popFirst() else { throw Self.wrong("\(name) needs a value", command) }
                given[name] = value
            } else {
                let near =
                    nearestName(to: name, among: grammar.flags.union(grammar.values)).map { " Did you mean `\($0)`?" }
                    ?? ""
                throw Self.wrong("unknown option `\(word)`.\(near)", command)
            }
        }
    }

    private static func split(_ word: String) -> (String, String?) {
        guard let sign = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }

    static func wrong(_ what: String, _ command: String) -> Problem {
        Problem(what, at: "gehoord \(command)", now: "Nothing was done", remedy: "See `gehoord help \(command)`")
    }

    func has(_ flag: String) -> Bool { raised.contains(flag) }
    subscript(_ option: String) -> String? { given[option] }

    /// The moment that an option names, in ISO 8601.
    func moment(_ option: String, of command: String) throws(Problem) -> Moment? {
        guard let text = given[option] else { return nil }
        guard let moment = Moment(iso: text) else {
            throw Self.wrong("`\(text)` is no moment; write it as 2026-05-14T09:30:00+02:00", command)
        }
        return moment
    }
}
