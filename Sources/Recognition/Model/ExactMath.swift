// SPDX-License-Identifier: EUPL-1.2

/// Exponential and logarithm from plain arithmetic only, so that every machine gets the same bits.
enum ExactMath {
    /// e to the power of x, for x between -700 and 700.
    static func exp(_ x: Double) -> Double {
        let x = max(-700, min(700, x))
        let power = (x * 1.4426950408889634).rounded()
        let rest = (x - power * 0.693147180369123816490) - power * 1.90821492927058770002e-10
        var sum = 1.0
        for n in stride(from: 13.0, through: 1, by: -1) { sum = 1 + rest / n * sum }
        return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
    }

    /// log(1 + e^x).
    static func softPlus(_ x: Double) -> Double {
        let y = exp(-abs(x))
        let ratio = y / (2 + y)
        let square = ratio * ratio
        var sum = 0.0
        for n in stride(from: 35.0, through: 1, by: -2) { sum = 1 / n + square * sum }
        return max(x, 0) + 2 * ratio * sum
    }

    static func sigmoid(_ x: Double) -> Double {
        let y = exp(-abs(x))
        return (x >= 0 ? 1 : y) / (1 + y)
    }

    /// The x of which the sigmoid is p; p is kept a little away from 0 and 1.
    static func logit(_ p: Double) -> Double {
        let p = max(1e-6, min(1 - 1e-6, p))
        return log(p) - log(1 - p)
    }

    /// The natural logarithm of a positive number.
    static func log(_ x: Double) -> Double {
        var (exponent, significand) = (Double(x.exponent), x.significand)
        if significand > 1.4142135623730951 { (exponent, significand) = (exponent + 1, significand / 2) }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = 0.0
        for n in stride(from: 35.0, through: 1, by: -2) { sum = 1 / n + square * sum }
        return exponent * 0.693147180559945309417 + 2 * ratio * sum
    }
}
