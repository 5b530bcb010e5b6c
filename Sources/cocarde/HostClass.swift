import AllocationMeter
import Foundation

/// What counted costs depend on, beside the program: not which machine, but which kind.
enum HostClass {
  /// Processor family, system, compiler, build mode and allocator.
  static var name: String {
    "\(architecture) linux, swift \(compiler), \(isOptimized ? "release" : "debug"), "
      + (AllocationMeter.isAvailable ? "jemalloc" : "the system's allocator")
  }

  /// Whether this program was built with optimization: only then its times mean anything.
  static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "another processor"
    #endif
  }

  private static var compiler: String {
    #if compiler(>=6.5)
      "6.5 or later"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2 or earlier"
    #endif
  }
}
