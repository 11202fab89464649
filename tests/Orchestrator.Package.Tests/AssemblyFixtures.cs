using Orchestrator.Tests;

[assembly: AssemblyFixture(typeof(PackedPackages))]
