// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct ProblemTests {
    @Test func `a problem says where, what, what happens now and what to do`() {
        let problem = Problem(
            "Unknown placeholder `x`", at: "a.txt:14", now: "gehoord does not start", remedy: "Did you mean `y`?")
        #expect("\(problem)" == "a.txt:14: Unknown placeholder `x`. gehoord does not start. Did you mean `y`?")
        #expect("\(Problem("All is lost.", at: "", now: "", remedy: ""))" == "All is lost.")
        #expect(problem.severity == .error)
    }

    @Test(
        arguments: [
            ("secruity", "security"), ("SECURITY", "security"), ("por", "port"), ("hst", "host"),
            ("dosiernummer", "dossiernummer"), ("wachtwoord", nil),
            ("", nil),
        ] as [(String, String?)])
    func `the nearest known name is offered, if one is near`(name: String, nearest: String?) {
        #expect(nearestName(to: name, among: ["host", "port", "security", "dossiernummer"]) == nearest)
    }

    @Test func `of names equally near the first by alphabet is offered`() {
        #expect(nearestName(to: "bat", among: ["cat", "bar"]) == "bar")
        #expect(nearestName(to: "x", among: []) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("abc", "abc", 0), ("ab", "ba", 2),
    ])
    func `edit distance counts insertions, deletions and replacements`(a: String, b: String, steps: Int) {
        #expect(distance(Array(a.utf8), Array(b.utf8)) == steps)
    }
}
