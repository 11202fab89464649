#!/usr/bin/env bash
# Times "dotnet build" of 1,000 modify workflows twice: with the generator and all rules, and with what they emit checked in as ordinary files and neither of
# them. Prints the minimum of three builds of each, and their ratio. Usage: bench/build-ratio.sh [workflows]
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD count=${1:-1000} work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet build src/Orchestrator.Runtime --configuration Release --nologo --verbosity quiet
dotnet build src/Orchestrator.Generators --configuration Release --nologo --verbosity quiet

project() { # folder, further items
  mkdir -p "$work/$1"
  cat > "$work/$1/$1.csproj" << XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <AssemblyName>Many</AssemblyName>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <EmitCompilerGeneratedFiles>$3</EmitCompilerGeneratedFiles>
    <CompilerGeneratedFilesOutputPath>$work/emitted</CompilerGeneratedFilesOutputPath>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <Reference Include="$root/src/Orchestrator.Runtime/bin/Release/net10.0/Orchestrator.Runtime.dll" />
    <Compile Include="$work/sources/**/*.cs" />
    $2
  </ItemGroup>
</Project>
XML
}

mkdir -p "$work/sources"
cp bench/scenarios/orchestrator/shared.cs "$work/sources/"
for ((number = 0; number < count; number++)); do
  sed "s/__N__/$number/g; s/__R__/0/g" bench/scenarios/orchestrator/unit.cs > "$work/sources/Unit$number.cs"
done

analyzer="<Analyzer Include=\"$root/src/Orchestrator.Generators/bin/Release/netstandard2.0/Orchestrator.Generators.dll\" />"
project emit "$analyzer" true
dotnet build "$work/emit" --nologo --verbosity quiet
project generated "$analyzer" false
project checked-in "<Compile Include=\"$work/emitted/**/*.cs\" />" false

seconds() {
  dotnet build "$work/$1" --no-incremental --nologo --verbosity quiet > /dev/null
  local best=""
  for _ in 1 2 3; do
    local start end
    start=$(date +%s.%N)
    dotnet build "$work/$1" --no-restore --no-incremental --nologo --verbosity quiet > /dev/null
    end=$(date +%s.%N)
    best=$(echo "$start $end ${best:-999999}" | awk '{ taken = $2 - $1; print (taken < $3) ? taken : $3 }')
  done
  echo "$best"
}

with=$(seconds generated)
without=$(seconds checked-in)
echo "$count workflows: $with s with the generator and its rules, $without s with the emitted files checked in; ratio $(echo "$with $without" | awk '{ printf "%.2f", $1 / $2 }')"
