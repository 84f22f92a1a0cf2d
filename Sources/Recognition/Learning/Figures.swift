// SPDX-License-Identifier: EUPL-1.2

/// How well letters are heard, on letters whose label is known.
package struct Figures: Sendable {
    package var letters = 0
    package var writers = 0
    /// Of the complaints, how many were heard as complaint or doubt.
    package var recall = 0.0
    /// Of what was heard as complaint or doubt, how many are complaints.
    package var precision = 0.0
    package var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    /// F1 when the score alone decides, at one half.
    package var f1AtHalf = 0.0
    package var area = 0.0
    /// Of all letters, how many a person must decide.
    package var doubt = 0.0
    /// AUC of the sentence head over sentences.
    package var sentenceArea = 0.0
    package var bagArea = 0.0
    package var lexiconArea = 0.0
    package var themes = 0.0
    package var about = 0.0
    package var ruleThemes = 0.0
    package var ruleAbout = 0.0
    /// Of the complaints about the office, in how many exactly the employees complained about were found.
    package var employees = 0.0
    /// The same, of those in which an employee is named.
    package var namedEmployees = 0.0
    package var ruleEmployees = 0.0
    package var kindsRecall = 0.0
    package var kindsPrecision = 0.0
    /// By the way of writing, the most letters first.
    package var registers: [Register] = []

    /// How letters written in one way are heard; those on which readers differ count in `letters` and `doubt` only.
    package struct Register: Hashable, Sendable {
        package let name: String
        package var letters = 0
        package var complaints = 0
        package var missed = 0
        package var others = 0
        /// Of the others, those heard as complaint or doubt.
        package var wronglyHeard = 0
        package var doubt = 0
    }

    /// Of fewer letters the shares would mean little.
    private static let leastInRegister = 20

    init(_ cross: CrossFit, _ calibration: Calibration, _ topics: Topics, _ employees: EmployeeCross) {
        let samples = cross.samples
        letters = samples.count
        writers = Set(samples.map(\.letter.writer)).count
        let known = samples.indices.filter { samples[$0].target != nil }
        let targets = known.map { samples[$0].target == 1 }
        let chances = samples.indices.map { calibration.probability(cross.letterScores[$0]) }
        let heard = chances.map(calibration.dissatisfaction)
        doubt = Double(heard.count { $0 == .doubt }) / Double(max(1, heard.count))
        (recall, precision) = Self.rates(known.map { heard[$0] != .none }, targets)
        let half = Self.rates(known.map { chances[$0] >= 0.5 }, targets)
        f1AtHalf = half.0 + half.1 > 0 ? 2 * half.0 * half.1 / (half.0 + half.1) : 0
        area = Self.area(known.map { cross.letterScores[$0] }, targets)
        bagArea = Self.area(known.map { cross.scores[$0].bag }, targets)
        lexiconArea = Self.area(known.map { samples[$0].evidence.balance }, targets)
        sentenceArea = Self.area(
            samples.indices.flatMap { cross.scores[$0].carries }, samples.flatMap { $0.labels.map { $0 == .carries } })
        themes = topics.jaccard
        about = Self.share(topics.abouts.map { i, score in (score > 0) == (samples[i].letter.about == .office) })
        let office = Recogniser.Office(names: ["ombudsman", "Nationale ombudsman"], hearsAboutOthers: true, staff: [])
        ruleAbout = Self.share(
            topics.abouts.map { i, _ in
                AboutWhom(office: office).tell(samples[i].evidence.sentences) == samples[i].letter.about
            })
        let overlaps = topics.scores.map { i, _ in
            Topics.overlap(Set(Themes.of(samples[i].evidence.sentences)), Set(samples[i].letter.themes))
        }
        ruleThemes = overlaps.reduce(0, +) / Double(max(1, overlaps.count))
        hearEmployees(cross, employees)
        hearKinds(samples)
        registers = Self.registers(samples, heard)
    }

    private static func registers(_ samples: [Sample], _ heard: [Dissatisfaction]) -> [Register] {
        var registers: [String: Register] = [:]
        for (sample, heard) in zip(samples, heard) {
            var register = registers[sample.letter.register] ?? Register(name: sample.letter.register)
            register.letters += 1
            register.doubt += heard == .doubt ? 1 : 0
            switch sample.letter.verdict {
            case .complaint:
                register.complaints += 1
                register.missed += heard == .none ? 1 : 0
            case .none:
                register.others += 1
                register.wronglyHeard += heard == .none ? 0 : 1
            case .doubt: break
            }
            registers[sample.letter.register] = register
        }
        return registers.values.filter { $0.letters >= leastInRegister && !$0.name.isEmpty }.sorted {
            ($1.letters, $0.name) < ($0.letters, $1.name)
        }
    }

    private mutating func hearEmployees(_ cross: CrossFit, _ heard: EmployeeCross) {
        var right: [(isNamed: Bool, isRight: Bool)] = []
        var rules = 0
        for (i, names) in heard.names.sorted(by: { $0.key < $1.key }) {
            let sample = cross.samples[i]
            right.append((!sample.letter.employeeNames.isEmpty, sample.letter.agrees(with: names)))
            let found = Employees(office: sample.letter.officeWrittenTo).complainedAbout(
                in: sample.evidence.heard(cross.scores[i]).sentences)
            rules += sample.letter.agrees(with: found.names) ? 1 : 0
        }
        ruleEmployees = Double(rules) / Double(max(1, right.count))
        employees = Self.share(right.map(\.isRight))
        namedEmployees = Self.share(right.filter(\.isNamed).map(\.isRight))
    }

    private mutating func hearKinds(_ samples: [Sample]) {
        var (both, wanted, given) = (0, 0, 0)
        for sample in samples {
            let found = Set(
                RequestKinds.of(
                    sample.evidence.sentences, isDissatisfied: sample.letter.verdict == .complaint
                ).map(\.kind))
            both += found.intersection(sample.letter.kinds).count
            (wanted, given) = (wanted + Set(sample.letter.kinds).count, given + found.count)
        }
        kindsRecall = Double(both) / Double(max(1, wanted))
        kindsPrecision = Double(both) / Double(max(1, given))
    }

    private static func share(_ right: [Bool]) -> Double { Double(right.count { $0 }) / Double(max(1, right.count)) }

    private static func rates(_ heard: [Bool], _ targets: [Bool]) -> (recall: Double, precision: Double) {
        let both = Double(zip(heard, targets).count { $0 && $1 })
        return (both / Double(max(1, targets.count { $0 })), both / Double(max(1, heard.count { $0 })))
    }

    /// The chance that a complaint scores above a letter that is none (Mann and Whitney 1947); equal scores count half.
    static func area(_ scores: [Double], _ targets: [Bool]) -> Double {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (rankSum, at) = (0.0, 0)
        while at < order.count {
            var end = at
            while end < order.count, scores[order[end]] == scores[order[at]] { end += 1 }
            let rank = Double(at + end + 1) / 2
            for k in at..<end where targets[order[k]] { rankSum += rank }
            at = end
        }
        let yes = Double(targets.count { $0 })
        let no = Double(targets.count) - yes
        return yes > 0 && no > 0 ? (rankSum - yes * (yes + 1) / 2) / (yes * no) : 0.5
    }
}

extension Calibration {
    private static let mostDoubt = 0.12
    private static let wantedRecall = 0.975

    /// Platt's scaling of scores that were given without knowing the writer, and thresholds that hear nearly all complaints
    /// while a person looks at no more than 12 letters in 100.
    static func fitted(scores: [Double], targets: [Double?]) -> Calibration {
        var rows = LogisticRegression.Rows()
        var known: [Double] = []
        for (score, target) in zip(scores, targets) {
            guard let target else { continue }
            rows.append(CollectionOfOne((Int32(0), Float(score))))
            known.append(target)
        }
        let fit = LogisticRegression(penalty: 0.01).fit(rows, width: 1, targets: known, shares: known.map { _ in 1 })
        var calibration = Calibration()
        calibration.slope = rounded(max(0.05, fit.weights[0]))
        calibration.middle = rounded(-fit.bias / calibration.slope)
        let chances = scores.map(calibration.probability)
        let complaints = zip(chances, targets).filter { $0.1 == 1 }.map(\.0).sorted(by: >)
        let wanted =
            complaints.isEmpty
            ? 0.3 : complaints[min(complaints.count - 1, Int(Double(complaints.count) * wantedRecall))]
        calibration.doubtFrom = rounded(max(0.1, min(0.45, wanted)))
        // As much doubt as a person can bear, from the threshold up, but never beyond three in four.
        let above = chances.filter { $0 >= calibration.doubtFrom }.sorted()
        let room = Int(Double(chances.count) * mostDoubt * 0.9)
        let end = above.isEmpty ? 0.55 : above[min(above.count - 1, room)]
        calibration.complaintFrom = rounded(min(0.75, max(end, calibration.doubtFrom + 0.02)))
        return calibration
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
