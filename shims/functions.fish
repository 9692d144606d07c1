# Sourced by fish (conf.d). Puts the shims first on PATH, and calls them through functions, so that an activated virtual
# environment or nvm does not slip in front.

if test "$PATH[1]" != '@SHIMS@'
    set -gx PATH '@SHIMS@' $PATH
end
for tool in npm npx pip pip3 docker
    eval "function $tool; '@SHIMS@/$tool' \$argv; end"
end
