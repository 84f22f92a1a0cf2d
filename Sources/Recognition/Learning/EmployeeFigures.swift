// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension TrainingLetter {
    /// The office as its configuration would describe it.
    var officeWrittenTo: Recogniser.Office {
        Recogniser.Office(
            names: isToOmbudsman ? ["ombudsman", "Nationale ombudsman"] : [office], hearsAboutOthers: isToOmbudsman,
            staff: [])
    }

    /// The words of each name that should be heard; what is a description and no name ("die mevrouw van loket 6") is left out.
    var employeeNames: [Set<String>] {
        employees.compactMap { label in
            let parts = label.split { !($0.isLetter || $0 == "-") }.map(String.init)
            let isNamed =
                parts.count == 1
                ? !["jij", "u", "je"].contains(parts[0])
                : parts.contains { $0.first?.isUppercase == true && !PersonWords.titles.contains(folded($0)) }
            return isNamed ? Set(words(label)) : nil
        }
    }

    /// Whether the employees found are those of the label: to each label one name, and none over.
    func agrees(with found: [String]) -> Bool {
        let wanted = employeeNames
        guard wanted.count == found.count else { return false }
        return wanted.allSatisfy { label in found.contains { words($0).last.map(label.contains) ?? false } }
    }
}

/// The persons in complaints about the office, judged by heads that did not know the writer.
struct EmployeeCross {
    private struct Case {
        let letter: Int
        let person: Person
        let row: FeatureVector
        let target: Double
    }

    private let cross: CrossFit
    private let letters: [Int]
    private var cases: [Case] = []
    private let writers: [String: Int]
    /// The threshold that gets most letters wholly right.
    private(set) var from = 0.0
    private(set) var names: [Int: [String]] = [:]

    init(_ cross: CrossFit) {
        self.cross = cross
        let samples = cross.samples
        let known = Array(Set(samples.map(\.letter.writer))).sorted()
        writers = Dictionary(uniqueKeysWithValues: zip(known, known.indices))
        letters = samples.indices.filter {
            samples[$0].letter.verdict == .complaint && samples[$0].letter.about == .office
        }
        for i in letters {
            let office = samples[i].letter.officeWrittenTo
            let evidence = samples[i].evidence.heard(cross.scores[i]).sentences
            let persons = PersonFinder(office: office).persons(in: evidence.map(\.sentence))
            let wanted = samples[i].letter.employeeNames
            for person in persons where !Employees(office: office).isOutsider(person) {
                let isMeant = wanted.contains { $0.contains(words(person.name).last ?? "") }
                cases.append(
                    Case(
                        letter: i, person: person,
                        row: EmployeeFeatures(office: office).row(of: person, among: persons, in: evidence),
                        target: isMeant ? 1 : 0))
            }
        }
        let scores = crossedScores()
        var best = (from: 0.0, right: -1.0)
        for step in -8...8 {
            let from = Double(step) / 8
            let right = balancedShare(scores, from)
            if right > best.right { best = (from, right) }
        }
        from = best.from
        names = heard(scores, from)
    }

    func head() -> LinearHead { head(cases) }

    private func head(_ cases: [Case]) -> LinearHead {
        HeadTrainer(penalty: cross.settings.employeePenalty).head(
            cases.map {
                .init(
                    row: $0.row, target: $0.target, share: 1,
                    writer: writers[cross.samples[$0.letter].letter.writer] ?? 0)
            })
    }

    private func crossedScores() -> [Double] {
        var scores = cases.map { _ in 0.0 }
        for fold in 0..<cross.folds.count {
            let head = head(cases.filter { cross.folds.of[$0.letter] != fold })
            for i in cases.indices where cross.folds.of[cases[i].letter] == fold {
                scores[i] = head.score(cases[i].row)
            }
        }
        return scores
    }

    private func heard(_ scores: [Double], _ from: Double) -> [Int: [String]] {
        var names = Dictionary(uniqueKeysWithValues: letters.map { ($0, [String]()) })
        for (person, score) in zip(cases, scores) where score > from {
            names[person.letter]?.append(person.person.name)
        }
        return names
    }

    /// The share of letters that are wholly right, those that name an employee counting as much together as those that do not.
    private func balancedShare(_ scores: [Double], _ from: Double) -> Double {
        var (right, all) = ([0.0, 0.0], [0.0, 0.0])
        for (i, names) in heard(scores, from) {
            let letter = cross.samples[i].letter
            let part = letter.employeeNames.isEmpty ? 0 : 1
            all[part] += 1
            if letter.agrees(with: names) { right[part] += 1 }
        }
        return right[0] / max(1, all[0]) + right[1] / max(1, all[1])
    }
}
