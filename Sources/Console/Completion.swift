/// Completion of a program's command lines in a shell.
///
/// The script only asks the program, so what it offers is always what the
/// installed program declares.
public enum Completion {
    public enum Shell: String, Sendable, CaseIterable {
        case bash, zsh, fish
    }

    /// The hidden first argument with which a script asks. After it come the
    /// words of the line so far, the last being the one to complete.
    static let request = "__complete"

    /// The script that a shell loads to complete `program`.
    public static func script(for shell: Shell, program: String) -> String {
        let function = "_" + program.map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return switch shell {
        case .bash: bash(program, function)
        case .zsh: zsh(program, function)
        case .fish: fish(program, function)
        }
    }

    private static func bash(_ program: String, _ function: String) -> String {
        #"""
        # bash completion for \#(program)
        \#(function)() {
            local line value current="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=()
            while IFS= read -r line; do
                value="${line%%$'\t'*}"
                case "$value" in
                    :file) compopt -o filenames 2>/dev/null
                        while IFS= read -r value; do COMPREPLY+=("$value"); done \
                            < <(compgen -f -- "$current") ;;
                    :directory) compopt -o filenames 2>/dev/null
                        while IFS= read -r value; do COMPREPLY+=("$value"); done \
                            < <(compgen -d -- "$current") ;;
                    *) COMPREPLY+=("$value") ;;
                esac
            done < <("${COMP_WORDS[0]}" \#(request) "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -F \#(function) \#(program)

        """#
    }

    private static func zsh(_ program: String, _ function: String) -> String {
        #"""
        #compdef \#(program)
        # zsh completion for \#(program)
        \#(function)() {
            local line value
            local -a candidates
            "${words[1]}" \#(request) "${(@)words[2,CURRENT]}" 2>/dev/null | while IFS= read -r line; do
                value="${line%%$'\t'*}"
                case "$value" in
                    :file) _files ;;
                    :directory) _files -/ ;;
                    *) candidates+=("${value//:/\\:}:${line#*$'\t'}") ;;
                esac
            done
            (( ${#candidates} )) && _describe -V '\#(program)' candidates
        }
        compdef \#(function) \#(program)

        """#
    }

    private static func fish(_ program: String, _ function: String) -> String {
        #"""
        # fish completion for \#(program)
        function \#(function)
            set -l words (commandline -opc) (commandline -ct)
            for line in ($words[1] \#(request) $words[2..-1] 2>/dev/null)
                switch $line
                    case ':file*'
                        __fish_complete_path (commandline -ct)
                    case ':directory*'
                        __fish_complete_directories (commandline -ct)
                    case '*'
                        echo $line
                end
            end
        end
        complete -c \#(program) -f -a '(\#(function))'

        """#
    }
}
