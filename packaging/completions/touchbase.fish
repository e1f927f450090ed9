# Completion of touchbase for fish. `touchbase completions fish` prints it.
function __touchbase_complete
    set -l current (commandline -ct)
    set -l answer (command touchbase complete fish -- (commandline -opc) "$current" 2>/dev/null)
    set -l how $answer[1]
    set -e answer[1]
    switch "$how"
        case files dirs
            set -l option (string match -r -- '^--[a-z-]+=' $current)
            set -l path (string replace -r -- '^--[a-z-]+=' '' $current)
            if test $how = dirs
                printf '%s\n' "$option"(__fish_complete_directories $path)
            else
                printf '%s\n' "$option"(__fish_complete_path $path)
            end
        case '*'
            printf '%s\n' $answer
    end
end
complete -c touchbase -k -f -a '(__touchbase_complete)'
