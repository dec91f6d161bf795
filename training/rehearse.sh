#!/bin/sh
# Runs every training command once at tiny sizes, on a CPU or a GPU, in a few minutes:
#     training/rehearse.sh OBJECTS_DIR VIEWS_DIR
# OBJECTS_DIR holds manifest.csv and glb/; VIEWS_DIR is an evaluation set. Uses PYTHON (python3).
set -eu
[ $# -eq 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
objects=$(realpath "$1")
views=$(realpath "$2")
python=${PYTHON:-python3}
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n== %s\n' "$*"; }

step "pack a few objects"
mkdir "$work/objects"
ln -s "$objects/glb" "$work/objects/glb"
head -n 1 "$objects/manifest.csv" > "$work/objects/manifest.csv"
grep ',train,' "$objects/manifest.csv" | awk 'NR % 300 == 0' >> "$work/objects/manifest.csv"
"$python" -m gambade_training.objects pack "$work/objects" "$work/objects.bin" --split train
"$python" -m gambade_training.procedural --count 5 --photos "$work/objects.bin" \
    -o "$work/procedural.bin"
"$python" -m gambade_training.credits "$work/objects/manifest.csv" -o "$work/credits.md"

train="$python -m gambade_training.train --objects $work/objects.bin \
    --procedural $work/procedural.bin --out $work/run \
    --batch 2 --log-every 2 --checkpoint-minutes 5 --sheet-minutes 0.1"

step "train, until it is told to stop"
$train --model tiny --minutes 30 --gpus 1 &
trainer=$!
while ! [ -s "$work/run/curve.csv" ]; do
    sleep 1
    kill -0 "$trainer"
done
kill -TERM "$trainer"
wait "$trainer"
[ -s "$work/run/checkpoint.pt" ]

step "two processes, resumed from weights"
"$python" -m gambade_training.export "$work/run/checkpoint.pt" -o "$work/start.safetensors" --bf16
rm -r "$work/run"
gpus=$("$python" -c 'import torch; print(torch.cuda.device_count())')
[ "$gpus" = 1 ] && processes=1 || processes=2
$train --minutes 0.5 --gpus "$processes" --resume "$work/start.safetensors"

step "resume the run itself"
$train --minutes 1.0 --gpus "$processes" --resume "$work/run/checkpoint.pt" \
    --held-out "$work/procedural.bin" --reshaped-copies 2 --pairs 4 --coarse-share 0.5 --whole-every 2

step "export, carry in pieces, evaluate"
"$python" -m gambade_training.export "$work/run/checkpoint.pt" -o "$work/model.safetensors"
"$python" -m gambade_training.checkpoint split "$work/model.safetensors" "$work/pieces" \
    --piece-mib 0.05
"$python" -m gambade_training.checkpoint join "$work"/pieces/* -o "$work/joined.safetensors"
cmp "$work/model.safetensors" "$work/joined.safetensors"
for elevation in given unknown; do
    "$python" -m gambade_training.evaluate "$work/joined.safetensors" --views "$views" \
        --out "$work/renders-$elevation" --elevation "$elevation" --limit 3 \
        --contact-sheet "$work/sheet.png"
done
"$python" -m gambade_training.evaluate_pose "$work/joined.safetensors" \
    --objects "$work/objects.bin" --pictures 8

step "an evaluation set of other objects, curves"
"$python" -m gambade_training.procedural --count 1 --seed 2 -o "$work/made-up.bin"
"$python" -m gambade_training.evaluation_views "$work/made-up.bin" -o "$work/made-up"
"$python" -m gambade_training.evaluate "$work/joined.safetensors" --views "$work/made-up" \
    --out "$work/renders-made-up" --token-stride 2 > "$work/run/score.txt"
"$python" -m gambade_training.curves "$work/run" --svg "$work/curves.svg"

step "a mask head, its masks and their scores"
"$python" -m gambade_training.train_mask_head --model "$work/joined.safetensors" \
    --objects "$work/objects.bin" --held-out "$work/procedural.bin" --minutes 0.2 --compare \
    --batch 4 --held-out-photos 4 --log-every 10 -o "$work/head.safetensors"
"$python" -m gambade_training.mask_scores compose --objects "$work/procedural.bin" --count 4 \
    --size 64 -o "$work/photos"
"$python" -m gambade_training.mask_scores predict --model "$work/joined.safetensors" \
    --head "$work/head.safetensors" --photos "$work/photos" -o "$work/masks"
"$python" -m gambade_training.mask_scores score --truth "$work/photos/truth" --masks "$work/masks"
step "all commands work"
