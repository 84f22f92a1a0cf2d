// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The only place that asks the machine what time it is.
package struct Timekeeper: Sendable {
    private let ahead: Int

    /// The real time.
    package static let wall = Timekeeper(ahead: 0)

    /// A clock that shows `moment` now and runs on from there.
    package static func starting(at moment: Moment) -> Timekeeper {
        Timekeeper(ahead: moment.seconds - wall.now.seconds)
    }

    package var now: Moment { Moment(seconds: Int(Date().timeIntervalSince1970.rounded(.down)) + ahead) }
}
