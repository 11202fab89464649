using Orchestrator.Tests.Support;

[assembly: AssemblyFixture(typeof(TestRun))]
