// SPDX-License-Identifier: EUPL-1.2

/// Turns a balance into one probability, and the probability into a verdict.
struct Calibration: Hashable, Sendable {
    var slope = 1.5
    /// The balance at which as many letters are complaints as are not.
    var middle = 0.9
    /// From here a person must look: missing a complaint is worse than one look too many.
    var doubtFrom = 0.3
    var complaintFrom = 0.55

    func probability(_ balance: Double) -> Double {
        (1000 / (1 + ExactMath.exp(-slope * (balance - middle)))).rounded() / 1000
    }

    func dissatisfaction(_ probability: Double) -> Dissatisfaction {
        if probability >= complaintFrom { .complaint } else if probability >= doubtFrom { .doubt } else { .none }
    }
}
