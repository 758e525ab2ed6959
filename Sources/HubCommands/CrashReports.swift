import Glibc

/// A report of a crash shows what was in memory then, and that may be somebody's name: none is made.
public enum CrashReports {
    /// Takes away the handlers that print a report, and keeps the kernel from writing the memory down.
    /// The process ends as it would; its exit status says by which signal.
    public static func prevent() {
        for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            signal(number, SIG_DFL)
        }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
