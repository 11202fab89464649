using Orchestrator.CodeFixes.Fixes;
using Orchestrator.Generators.Symbols;
using Orchestrator.Tests.Support;

namespace Orchestrator.Generators.Tests;

/// <summary>Which module of the generators may know which other one, read from what the compiler made of them.</summary>
public sealed class ArchitectureTests
{
    /// <summary>
    /// Every module, and all those that it knows. A module knows only such as stand above it, so no two know each other. Of every pair that
    /// is not here, neither direction is allowed.
    /// </summary>
    private static readonly (string Module, string Knows)[] Modules =
    [
        ("Collections", ""),
        ("Diagnostics", ""),
        ("Refusals", ""),
        ("CSharp", "Collections"),
        ("Pipeline", "Collections CSharp"),
        ("Symbols", "Collections Refusals CSharp"),
        ("Json", "CSharp Symbols"),
        ("Views", "Refusals Symbols"),
        ("Workflows", "Refusals CSharp Symbols"),
        ("Binding", "Collections Refusals CSharp Symbols Json Views"),
        ("Mapping.Members", "Collections Refusals CSharp Symbols Json Views"),
        ("Mapping", "Collections Refusals CSharp Symbols Json Views Mapping.Members"),
        ("Resources", "Collections Refusals CSharp Symbols Json Views Binding"),
        ("Chains", "Resources Symbols Json Views Workflows Binding"),
        ("Shipping", "CSharp Symbols Resources Chains"),
        ("Registry", "Collections CSharp Shipping"),
        ("StateKeys", "CSharp Symbols Json Workflows Binding Resources Chains"),
        ("Publishing", "Collections Symbols Json Workflows Binding Resources Chains Shipping"),
        ("WorkflowClasses", "Collections Refusals CSharp Symbols Workflows Binding Resources Chains Shipping Publishing"),
        ("Catalogue", "Collections Refusals CSharp Symbols Views Workflows Binding Resources Chains Shipping WorkflowClasses"),
        ("Rules", "Refusals CSharp Symbols Views Workflows Binding Mapping Chains"),
        ("Rules.Refusals", "Diagnostics Refusals CSharp Symbols Workflows Binding Rules WorkflowClasses"),
        ("Rules.Forms", "Diagnostics CSharp Symbols Json Workflows Binding Mapping.Members Rules"),
        ("Rules.Answers", "Diagnostics Symbols Workflows Binding Chains StateKeys Mapping.Members Rules Rules.Forms"),
        ("Rules.Reconcile", "Collections Diagnostics Refusals CSharp Symbols Workflows Binding Rules Chains Publishing WorkflowClasses"),
        (
            "Rules.Steps",
            "Collections Diagnostics Refusals CSharp Symbols Json Views Workflows Binding Rules Rules.Forms Chains Shipping StateKeys "
                + "WorkflowClasses Mapping.Members"
        ),
        (
            "Rules.Workflows",
            "Diagnostics Refusals CSharp Symbols Views Workflows Binding Rules Rules.Reconcile Resources Chains Shipping Publishing "
                + "WorkflowClasses"
        ),
        (
            "Rules.Resources",
            "Diagnostics Refusals CSharp Symbols Json Views Workflows Binding Resources Chains Publishing WorkflowClasses Rules "
                + "Rules.Refusals"
        ),
        ("Rules.Products", "Collections Diagnostics Refusals CSharp Symbols Views Mapping.Members Mapping Rules Rules.Refusals Publishing"),
        ("", "Collections CSharp Pipeline Shipping Registry Mapping Resources WorkflowClasses Catalogue Rules Rules.Products"),
    ];

    private static readonly IReadOnlyList<ModuleReference> All = ModuleReferences.Read(typeof(OrchestratorGenerator).Assembly);

    public static TheoryData<string> Names => [.. Modules.Select(static module => module.Module)];

    [Fact]
    public void Every_module_is_in_the_table_below_all_that_it_knows()
    {
        var order = Modules.Select(static module => module.Module).ToList();
        var found = typeof(OrchestratorGenerator)
            .Assembly.GetTypes()
            .Where(static type => IsOurs(type.Namespace ?? ""))
            .Select(static type => NameOf(type.Namespace!))
            .Distinct();

        Assert.Equal(order.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.All(
            Modules,
            module => Assert.All(Split(module.Knows), other => Assert.InRange(order.IndexOf(other), 0, order.IndexOf(module.Module) - 1))
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_module_knows_just_those_that_the_table_says(string module)
    {
        var known = All.Where(reference => IsOurs(reference.Module) && IsOurs(reference.OtherModule) && NameOf(reference.Module) == module)
            .Where(static reference => reference.Module != reference.OtherModule)
            .ToLookup(static reference => NameOf(reference.OtherModule));
        var allowed = Split(Modules.Single(known => known.Module == module).Knows);

        Assert.All(known, others => Assert.True(allowed.Contains(others.Key), string.Join('\n', others)));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), known.Select(static others => others.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_knows_no_parser_no_emitter_and_no_symbol() =>
        AssertNone(
            IsModel,
            static other =>
                IsParser(other) || NamesEmitter(other) || other.OtherModule.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        );

    [Fact]
    public void An_emitter_knows_models_and_text_and_nothing_that_reads() =>
        AssertNone(
            IsEmitter,
            static other =>
                IsParser(other)
                || other.OtherModule == "Orchestrator.Generators.Symbols"
                || (
                    other.OtherModule.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                    && other.OtherModule != "Microsoft.CodeAnalysis.Text"
                )
        );

    [Fact]
    public void Neither_a_parser_nor_a_rule_knows_an_emitter() =>
        AssertNone(
            static type => IsParserName(type.Type) || type.Module.StartsWith("Orchestrator.Generators.Rules", StringComparison.Ordinal),
            NamesEmitter
        );

    // It throws for an array, which an author may write wherever an attribute takes an object.
    [Fact]
    public void The_value_of_an_argument_is_read_in_one_place() =>
        Assert.Equal(
            [nameof(SymbolExtensions)],
            ModuleReferences.FindCallers(typeof(OrchestratorGenerator).Assembly, "TypedConstant", "get_Value")
        );

    [Fact]
    public void What_edits_sources_knows_no_fix()
    {
        var assembly = typeof(MakePartialFix).Assembly;
        var references = ModuleReferences.Read(assembly);

        Assert.Equal(
            ["Editing", "Fixes"],
            assembly
                .GetTypes()
                .Where(static type => type.Namespace?.StartsWith("Orchestrator.CodeFixes", StringComparison.Ordinal) == true)
                .Select(static type => type.Namespace!["Orchestrator.CodeFixes.".Length..])
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(
            references,
            static reference => reference is { Module: "Orchestrator.CodeFixes.Editing", OtherModule: "Orchestrator.CodeFixes.Fixes" }
        );
    }

    private static void AssertNone(Func<ModuleReference, bool> isAsked, Func<ModuleReference, bool> isForbidden)
    {
        var asked = All.Where(isAsked).ToArray();

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, reference => isForbidden(reference));
    }

    private static bool IsModel(ModuleReference reference) =>
        IsOurs(reference.Module) && reference.Type.EndsWith("Model", StringComparison.Ordinal);

    private static bool IsEmitter(ModuleReference reference) =>
        IsOurs(reference.Module) && reference.Type.EndsWith("Emitter", StringComparison.Ordinal);

    private static bool NamesEmitter(ModuleReference reference) =>
        IsOurs(reference.OtherModule)
        && (reference.OtherType is "SourceWriter" or "Literals" || reference.OtherType.EndsWith("Emitter", StringComparison.Ordinal));

    private static bool IsParser(ModuleReference reference) => IsOurs(reference.OtherModule) && IsParserName(reference.OtherType);

    private static bool IsParserName(string type) =>
        type.EndsWith("Parser", StringComparison.Ordinal) || type.EndsWith("Reader", StringComparison.Ordinal);

    private static bool IsOurs(string module) =>
        module == "Orchestrator.Generators" || module.StartsWith("Orchestrator.Generators.", StringComparison.Ordinal);

    private static string NameOf(string module) =>
        module.Length == "Orchestrator.Generators".Length ? "" : module["Orchestrator.Generators.".Length..];

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
