#!/usr/bin/env bash
# Makes the README's pictures, docs/preview-light.png and -dark.png, from the example. It needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
source test/built.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$java" -classpath "$class_path" io.github.cdknat.rehearsal.report.PictureExample "$folder"
bash test/cdk-nat preview --offline "$folder/deployed.json" "$folder/next.json" --stack Egress --gateway "$folder/gateway.json" \
  --picture "$folder/page.html" > /dev/null
for scheme in light dark; do
  echo "<body style='margin:0'><iframe style='border:0;width:1120px;height:940px;color-scheme:$scheme' src='page.html'></iframe>" \
    > "$folder/$scheme.html"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
    --window-size=1120,940 --screenshot="docs/preview-$scheme.png" "file://$folder/$scheme.html" 2> /dev/null
done
