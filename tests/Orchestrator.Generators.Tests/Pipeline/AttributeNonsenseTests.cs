using System.Reflection;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Every attribute that the generator or a rule reads, with arguments that mean nothing to it, at every kind of declaration that may have
/// it: nothing throws. An exception would take away all that is emitted. The suite runs a <see cref="Matrix.Share">share</see> of the
/// attributes.
/// </summary>
public sealed class AttributeNonsenseTests
{
    /// <summary>Those that are read by the name of their namespace.</summary>
    private static readonly string[] MoreSpaces = ["System.Text.Json.Serialization", "System.ComponentModel.DataAnnotations"];

    // Each attribute with its shortest and its longest list of arguments, and with a value for all that can be set by name.
    private static readonly Lazy<(INamedTypeSymbol Type, int Arguments, string[] Names)[]> Uses = new(FindUses);

    [Theory]
    [InlineData("null")]
    [InlineData("new[] { \"a\" }")]
    [InlineData("new object?[] { null, 1, new[] { 2 }, typeof(Missing) }")]
    [InlineData("typeof(List<>)")]
    [InlineData("(DayOfWeek)99")]
    [InlineData("Missing.Value")]
    [InlineData("\"\\ud800\"")]
    [InlineData("-1.5")]
    public async Task Arguments_that_make_no_sense_make_nothing_throw(string argument)
    {
        var source = string.Concat(
            Matrix.Share(Uses.Value).Select((use, number) => Write(use.Type, use.Arguments, use.Names, argument, number))
        );
        var compilation = GeneratorTest.Compile(RunOptions.Default, GeneratorTest.Author("namespace App;\n" + source));
        var driver = GeneratorTest.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        var run = GeneratorRun.Of(driver, compilation);
        Assert.Null(RunReasons.Ours(run.Result).Exception);
        Assert.All(run.Emitted, static file => Assert.Empty(file.GetDiagnostics(TestContext.Current.CancellationToken)));
        await AnalyzerTest.AnalyzeAsync(run.Output, RunOptions.Default);
    }

    [Fact]
    public void The_attributes_are_those_that_are_read() =>
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "FromKeyedServicesAttribute",
                "JsonPropertyNameAttribute",
                "ObsoleteAttribute",
                "OneOfAttribute",
                "ProductAttribute",
                "RangeAttribute",
                "RetryStepAttribute",
            },
            Uses.Value.Select(static use => use.Type.Name).ToHashSet(StringComparer.Ordinal)
        );

    private static (INamedTypeSymbol Type, int Arguments, string[] Names)[] FindUses()
    {
        var compilation = GeneratorTest.Compile(RunOptions.Default);
        var known = new KnownSymbols(compilation);
        return
        [
            .. typeof(KnownSymbols)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.PropertyType == typeof(INamedTypeSymbol))
                .Select(property => (INamedTypeSymbol?)property.GetValue(known))
                .OfType<INamedTypeSymbol>()
                .Concat(MoreSpaces.SelectMany(space => FindSpace(compilation, space).GetTypeMembers()))
                .Where(static type =>
                    type is { IsAbstract: false, DeclaredAccessibility: Accessibility.Public, Arity: 0 }
                    && type.Name.EndsWith("Attribute", StringComparison.Ordinal)
                )
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                .SelectMany(static type =>
                {
                    int[] counts =
                    [
                        .. type
                            .InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public)
                            .Select(static constructor => constructor.Parameters.Length),
                    ];
                    string[] names =
                    [
                        .. type.GetMembers()
                            .OfType<IPropertySymbol>()
                            .Where(static property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
                            .Select(static property => property.Name),
                    ];
                    return new[] { (type, counts.Min(), names), (type, counts.Max(), Array.Empty<string>()) };
                }),
        ];
    }

    private static INamespaceSymbol FindSpace(Compilation compilation, string name) =>
        name.Split('.')
            .Aggregate(
                compilation.GlobalNamespace,
                static (space, part) => space.GetNamespaceMembers().Single(inner => inner.Name == part)
            );

    private static string Write(INamedTypeSymbol type, int arguments, string[] names, string argument, int number)
    {
        var written = string.Join(", ", Enumerable.Repeat(argument, arguments).Concat(names.Select(name => $"{name} = {argument}")));
        var use = $"[{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}({written})]";
        var (onClass, onMember, onMethod, onParameter) = (
            On(AttributeTargets.Class),
            On(AttributeTargets.Property),
            On(AttributeTargets.Method),
            On(AttributeTargets.Parameter)
        );
        return $$"""
            {{onClass}} [Product("p{{number}}", FixedInputs = ["text=a"])] public sealed partial class P{{number}} : SubscriptionModel { {{onMember}} public string Text { get; set; } = ""; {{onMember}} public B{{number}} Block { get; set; } = new(); }
            {{onClass}} [ProductBlock("b{{number}}")] public sealed partial class B{{number}} : ProductBlock { {{onMember}} public int? Size { get; set; } {{onMember}} public List<string> Names { get; set; } = []; {{onMember}} public ProductBlock? Union { get; set; } {{onMember}} public E{{number}} Colour { get; set; } }
            {{On(AttributeTargets.Enum)}} public enum E{{number}} { {{On(AttributeTargets.Field)}} Red, Green }
            {{onClass}} public sealed record V{{number}}({{onParameter}} int X) { {{onMember}} public List<string> Names { get; init; } = []; }
            {{onClass}} public sealed record G{{number}} : FormPage { {{onMember}} public int Size { get; init; } {{onMember}} public string Text { get; init; } = ""; {{onMember}} public List<string> Names { get; init; } = []; }
            {{onClass}} [ExternalResource("r{{number}}")] public sealed partial class R{{number}}({{onParameter}} IServiceProvider services) : ExternalResource<P{{number}}, V{{number}}>
            {
                public IServiceProvider Services => services;
                public override string? Identify(P{{number}} subscription) => null;
                public override V{{number}}? Describe(P{{number}} subscription) => null;
                public override Task<V{{number}}?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<V{{number}}?>(null);
                public override Task<string> ApplyAsync(string? key, V{{number}} desired, V{{number}}? actual, CancellationToken cancellationToken) => Task.FromResult("");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            {{onClass}} public static partial class C{{number}}
            {
                [Step("S")] static V{{number}} S(P{{number}} subscription, {{onParameter}} IServiceProvider services, {{onParameter}} E{{number}} colour = E{{number}}.Red) => null!;
                {{onMethod}} static StepList List() => Begin >> S;
                {{onMethod}} [Step("T")] static void T({{onParameter}} V{{number}} value) { }
                {{onMember}} static StepList Chain => Begin >> S;
                {{onMethod}} static Task<G{{number}}> Form(FormSession form, {{onParameter}} IServiceProvider services) => null!;
                [ModifyWorkflow(typeof(P{{number}}), "M", InputForm = "Form")] public static StepList Modify{{number}}() => Begin >> Chain >> T >> Apply<R{{number}}>();
            }

            """;

        string On(AttributeTargets target) => (ValidOn(type) & target) == 0 ? "" : use;
    }

    private static AttributeTargets ValidOn(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (
                var usage in current.GetAttributes().Where(static usage => usage.AttributeClass?.Name == nameof(AttributeUsageAttribute))
            )
            {
                return (AttributeTargets)usage.ConstructorArguments[0].Value!;
            }
        }

        return AttributeTargets.All;
    }
}
