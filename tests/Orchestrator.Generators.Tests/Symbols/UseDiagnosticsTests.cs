using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class UseDiagnosticsTests
{
    [Theory]
    [InlineData("System.Runtime.Versioning.RequiresPreviewFeatures", "CA2252")]
    [InlineData("System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"x\")", "IL2026")]
    [InlineData("System.Diagnostics.CodeAnalysis.RequiresDynamicCode(\"x\")", "IL3050")]
    [InlineData("System.Diagnostics.CodeAnalysis.RequiresAssemblyFiles", "IL3002")]
    public void What_a_step_requires_of_its_callers_is_not_reported_in_the_emitted_file(string attribute, string id)
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author($"static partial class Steps {{ [Step(\"S\"), {attribute}] static void Do() {{ }} }}")
        );

        Assert.Contains($", {id}\n", run.File("Steps.g.cs"), StringComparison.Ordinal);
    }
}
