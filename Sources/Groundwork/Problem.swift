// SPDX-License-Identifier: EUPL-1.2

/// Something that went wrong, as an operator reads it: what, where, what happens now, what to do.
package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Severity: Hashable, Sendable {
        /// The work cannot go on.
        case error
        /// The work goes on; the consequence says how.
        case warning
    }

    package var severity: Severity
    package var what: String
    package var place: String
    package var consequence: String
    package var remedy: String

    package init(
        _ what: String, at place: String, now consequence: String, remedy: String, severity: Severity = .error
    ) {
        self.severity = severity
        (self.what, self.place, self.consequence, self.remedy) = (what, place, consequence, remedy)
    }

    /// `PLACE: WHAT. CONSEQUENCE. REMEDY.`, without the parts that are empty.
    package var description: String {
        let sentences = [what, sentenceCase(consequence), sentenceCase(remedy)].filter { !$0.isEmpty }.map { text in
            text.hasSuffix(".") || text.hasSuffix("?") ? text : text + "."
        }
        return (place.isEmpty ? "" : place + ": ") + sentences.joined(separator: " ")
    }
}

/// With a capital in front, except for the program's own name.
private func sentenceCase(_ text: String) -> String {
    text.hasPrefix("gehoord") ? text : text.prefix(1).uppercased() + text.dropFirst()
}

/// How a command ends: 0 well, 1 the work failed, 2 wrong use or configuration.
package enum ExitCode: Int32, Sendable {
    case well = 0
    case workFailed = 1
    case wrongUse = 2
}

/// The known name nearest to a misspelt one, or nil when none is near.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let ranked = known.map { (distance(wanted, Array($0.lowercased().utf8)), $0) }.min { ($0.0, $0.1) < ($1.0, $1.1) }
    guard let (steps, nearest) = ranked, steps <= max(2, wanted.count / 3) else { return nil }
    return nearest
}

/// Edit distance (insertions, deletions, replacements).
package func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let replaced = corner + (x == y ? 0 : 1)
            corner = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
