# Completion of touchbase for bash. `touchbase completions bash` prints it.
_touchbase() {
    local how line
    COMPREPLY=()
    {
        IFS= read -r how || return 0
        case $how in
            files) compopt -o default 2>/dev/null ;;
            dirs) compopt -o dirnames 2>/dev/null ;;
            *)
                while IFS= read -r line; do
                    COMPREPLY+=("$line")
                done
                [ "$how" != parts ] || compopt -o nospace 2>/dev/null
                ;;
        esac
    } < <(command touchbase complete bash --replaces="$2" --does="$COMP_TYPE" -- "${COMP_LINE:0:$COMP_POINT}" 2>/dev/null)
    return 0
}
complete -o nosort -F _touchbase touchbase 2>/dev/null || complete -F _touchbase touchbase
