// SPDX-License-Identifier: EUPL-1.2
import Dispatch
import Foundation

/// SIGTERM and SIGINT as values. The stream is only given out when both are registered: a signal sent right after readiness
/// must not be lost.
struct Signals {
    let requests: AsyncStream<Int32>
    /// Held, or the sources would go.
    private let sources: [any DispatchSourceSignal]

    init() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.activate()
            }
            sources.append(source)
        }
        (requests, self.sources) = (stream, sources)
    }
}
