// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Synchronization

/// Asks every wait on a server to end, from any thread; once raised it stays so.
package final class StopSignal: Sendable {
    private let pipe = Pipe()
    private let raised = Atomic(false)

    package init() {}

    package var isRaised: Bool { raised.load(ordering: .acquiring) }

    package func raise() {
        guard !raised.exchange(true, ordering: .acquiringAndReleasing) else { return }
        pipe.fileHandleForWriting.write(Data([1]))
    }

    /// Readable once the signal is raised, so that a wait on a socket can watch it too.
    var descriptor: Int32 { pipe.fileHandleForReading.fileDescriptor }
}
