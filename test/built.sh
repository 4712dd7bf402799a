# Sourced from the checkout's root: rebuilds what is stale, so that classes can be run with plain java, which takes seconds where
# Maven alone takes half a minute. Sets class_path. Nothing goes to standard output.
class_path_file=test/rehearsal/target/class-path
built=test/rehearsal/target/built
sources=(pom.xml {lambda,src,test}/pom.xml test/{example,emulator,simulation,rehearsal}/{pom.xml,src/main} lambda/src/{main,shared} src/main)

is_stale() {
  [[ -e $built && -e $class_path_file ]] || return 0
  [[ -z $(find "${sources[@]}" -newer "$built" -print -quit) ]] || return 0
  local entry
  while IFS= read -r -d : entry; do
    [[ -e $entry ]] || return 0
  done < <(printf '%s:' "$(<"$class_path_file")")
  return 1
}

if is_stale; then
  mkdir -p test/rehearsal/target
  touch "$built.begun" # a source that changes while Maven runs stays stale
  echo "Building (the first time takes a minute) ..." >&2
  mvn -B -ntp -q -DskipTests -Dmaven.test.skip package >&2
  mv "$built.begun" "$built"
fi

# CDK's kernel is tested with Node 20 here; its banner says that CDK's own support for it has ended.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
class_path="$PWD/test/rehearsal/target/classes:$(<"$class_path_file")"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
