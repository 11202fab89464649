using System.Reflection;
using System.Text.RegularExpressions;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.OpenApi;

/// <summary>The page on the API: its additions to the contract of orchestrator-core, and how enumerations are spelled.</summary>
public sealed partial class DocumentedApiTests
{
    /// <summary>Enumerations of the runtime that no request and no response has, or only a part of the schema of a form.</summary>
    private static readonly string[] NotOnTheWire =
    [
        "BulkOperationKind",
        "ChangeKind",
        "FailureKind",
        "FormCalloutKind",
        "FormChecklistKind",
        "SearchKind",
        "SearchedEntity",
        "ServiceCheck",
        "SqliteSynchronous",
        "SubscriptionOrder",
        "WorkflowAction",
        "WorkflowStepKind",
    ];

    private static readonly string[] AddedPaths = ["/api/drift", "/api/reconcile", "/api/audit"];
    private static readonly string[] AddedEnds = ["/skip", "/progress", "/reconcile-plan"];

    private readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "api.md"));

    [Fact]
    public void Each_operation_that_orchestrator_core_does_not_have_is_listed()
    {
        var added = OpenApiFile.Read()["paths"]!
            .AsObject()
            .Where(static path =>
                AddedPaths.Any(start => path.Key.StartsWith(start, StringComparison.Ordinal))
                || AddedEnds.Any(end => path.Key.EndsWith(end, StringComparison.Ordinal))
                || path.Key.Contains("}/drift", StringComparison.Ordinal)
            )
            .SelectMany(static path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .Where(static operation => Methods().IsMatch(operation));

        Assert.Equal(
            added.Order(StringComparer.Ordinal),
            Operations().Matches(_page).Select(static row => row.Groups[1].Value).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Each_enumeration_is_listed_with_the_texts_that_are_on_the_wire()
    {
        var shown = EnumRows().Matches(_page).ToDictionary(static row => row.Groups[1].Value, static row => row.Groups[2].Value);
        var enums = typeof(DriftStatus)
            .Assembly.GetExportedTypes()
            .Where(static type => type.IsEnum && !NotOnTheWire.Contains(type.Name))
            .ToDictionary(static type => type.Name, static type => string.Join(", ", TextsOf(type).Select(static text => $"`{text}`")));

        Assert.Equal(
            enums.OrderBy(static row => row.Key, StringComparer.Ordinal),
            shown.OrderBy(static row => row.Key, StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> TextsOf(Type type)
    {
        var of = typeof(WireName)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == nameof(WireName.Of) && method.IsGenericMethodDefinition == (type != typeof(Target)));
        return Enum.GetValues(type)
            .Cast<object>()
            .Select(value => (string)(of.IsGenericMethodDefinition ? of.MakeGenericMethod(type) : of).Invoke(null, [value])!);
    }

    [GeneratedRegex("^(GET|PUT|POST|DELETE|PATCH) ")]
    private static partial Regex Methods();

    [GeneratedRegex(@"^\| `((?:GET|PUT|POST|DELETE|PATCH) [^`]+)` \| (?!the query)", RegexOptions.Multiline)]
    private static partial Regex Operations();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex EnumRows();
}
