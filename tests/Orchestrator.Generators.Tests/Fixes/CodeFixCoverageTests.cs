using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What holds for every fix, whichever there are.</summary>
public sealed class CodeFixCoverageTests
{
    public static TheoryData<string> Fixes => [.. CodeFixTest.Fixes.Select(static fix => fix.GetType().Name)];

    [Theory]
    [InlineData(
        "ORCH1001",
        "ORCH1002",
        "ORCH1006",
        "ORCH1007",
        "ORCH1013",
        "ORCH2001",
        "ORCH2002",
        "ORCH2004",
        "ORCH2005",
        "ORCH2006",
        "ORCH3001",
        "ORCH3005",
        "ORCH4001",
        "ORCH4011",
        "ORCH4012",
        "ORCH4014",
        "ORCH5003",
        "ORCH5005"
    )]
    public void The_rules_whose_fix_is_mechanical_have_a_fix(params string[] ids) =>
        Assert.Equal(ids, CodeFixTest.Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Fixes))]
    public void A_fix_has_tests_of_one_of_all_at_once_and_of_not_being_offered(string fix)
    {
        var tests = typeof(CodeFixCoverageTests).Assembly.GetType($"{typeof(CodeFixCoverageTests).Namespace}.{fix}Tests");
        Assert.True(tests is not null, $"There is no class {fix}Tests.");
        var kinds = tests
            .GetMethods()
            .Where(static method => method.IsDefined(typeof(FactAttribute)))
            .SelectMany(static method => method.GetCustomAttributes<FixTestAttribute>())
            .Select(static test => test.Kind);

        Assert.Equal(Enum.GetValues<FixTestKind>(), kinds.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public void A_fix_is_exported_under_its_name_and_can_fix_all(string fix)
    {
        var provider = CodeFixTest.Fixes.Single(provider => provider.GetType().Name == fix);

        Assert.Equal(fix, provider.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Name);
        Assert.NotNull(provider.GetFixAllProvider());
    }
}
