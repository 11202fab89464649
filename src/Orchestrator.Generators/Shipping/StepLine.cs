using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Shipping;

/// <summary>A step as the files of shipped workflows name it.</summary>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators; it may change.</param>
internal sealed record StepLine(string Id, string Name)
{
    private const string DoneId = "orchestrator.done";
    private const string OpenId = "create_endpoint";
    private const string AwaitId = "await_callback";
    private const string CloseId = "cleanup";
    private const string ObsoleteName = "Equalize workflow step count";

    /// <summary>
    /// True for the step that ends a process. The files do without it: steps are added before it, and no unfinished process has
    /// finished it.
    /// </summary>
    public bool IsDone => Id == DoneId;

    /// <summary>The line: <c>modify_l2vpn: L2vpnWorkflows.UpdateL2vpnInNrm "Update L2VPN in NRM"</c>.</summary>
    public string ToLine(string workflow) => StepLineText.Write(workflow, this);

    /// <summary>Names a step on an external resource.</summary>
    public static StepLine Of(ResourceUse use) => new(use.StepId, use.StepName);

    /// <summary>
    /// Names what an author wrote as one step, which may be several of the engine's; null when the compiler does not know it.
    /// </summary>
    public static StepLine? TryName(ChainStep step, CompilationReader reader) =>
        TryName(step.Operand, reader) is { } single && step.Operand.Around.Group is { } group
            ? single with
            {
                Id = group + single.Id,
            }
            : null;

    /// <summary>Names the steps of a chain; null when one of them has no identity that the compiler knows.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="reader">The compilation's types.</param>
    /// <param name="first">A step that runs before them; null for none.</param>
    public static IReadOnlyList<StepLine>? TryName(IEnumerable<ChainStep> steps, CompilationReader reader, IMethodSymbol? first = null)
    {
        var lines = new List<StepLine>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (first is not null && !Add(TryName(first, reader), awaitsCallback: false))
        {
            return null;
        }

        return steps.All(step => Add(TryName(step, reader), AwaitsCallback(step.Operand))) ? lines : null;

        bool Add(StepLine? single, bool? awaitsCallback)
        {
            if (single is null || awaitsCallback is not { } isGroup)
            {
                return false;
            }

            foreach (var line in isGroup ? single.Called : [single])
            {
                // As the engine does: a step that occurs again gets a number.
                counts.TryGetValue(line.Id, out var count);
                counts[line.Id] = ++count;
                lines.Add(count == 1 ? line : line with { Id = $"{line.Id}#{count}" });
            }

            return true;
        }
    }

    private static bool? AwaitsCallback(ChainOperand operand) =>
        operand.Published is { } published ? published.AwaitsCallback : operand.AwaitsCallback;

    /// <summary>The steps of an apply that is called back.</summary>
    private StepLine[] Called =>
        [
            Opening(Name, $"{Id}/"),
            new($"{Id}/write", Name),
            Awaiting(Name, $"{Id}/"),
            new($"{Id}/read_back", $"{Name} - Read back"),
            Closing(Name, $"{Id}/"),
        ];

    private static StepLine Opening(string callback, string group = "") => new(group + OpenId, $"{callback} - Create endpoint");

    private static StepLine Awaiting(string callback, string group = "") => new(group + AwaitId, $"{callback} - Await callback");

    private static StepLine Closing(string callback, string group = "") => new(group + CloseId, $"{callback} - Cleanup callback step");

    private static StepLine? TryName(IMethodSymbol method, CompilationReader reader)
    {
        var attribute = method.FindAttribute(reader.Known.StepAttribute) ?? method.FindAttribute(reader.Known.InputStepAttribute);
        return attribute?.PositionalValue(0) is string name ? new(IdOf(attribute, method, reader.Known), name) : null;
    }

    /// <summary>The identity of a step in stored processes, without the groups around it.</summary>
    public static string IdOf(AttributeData step, IMethodSymbol method, KnownSymbols known) =>
        step.NamedValue("Id") as string ?? $"{PrefixOf(method.ContainingType, known)}.{method.Name}";

    /// <summary>What the identities of a class's steps begin with: the class's name, unless its author says which one it had.</summary>
    public static string PrefixOf(INamedTypeSymbol type, KnownSymbols known) =>
        type.FindAttribute(known.StepIdPrefixAttribute)?.PositionalValue(0) is string { Length: > 0 } prefix
            ? prefix
            : TypeHierarchyParser.NestedName(type);

    /// <summary>True for a step that the engine has, of which several in a workflow may well have one name.</summary>
    public static bool IsOfEngine(string id, string name) =>
        id.StartsWith("orchestrator.", StringComparison.Ordinal) || id is OpenId or AwaitId or CloseId || name == ObsoleteName;

    private static StepLine? TryName(ChainOperand operand, CompilationReader reader)
    {
        if (operand is { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method })
        {
            return TryName(method, reader);
        }

        if (operand.Kind == ChainOperandKind.Resource)
        {
            return operand.FindResource(reader) is { Resource.Name: not null } use ? Of(use) : null;
        }

        if (operand.Published is { } published)
        {
            return new(published.Id, published.Name);
        }

        if (operand.Kind is ChainOperandKind.OpenCallback or ChainOperandKind.AwaitCallback or ChainOperandKind.CloseCallback)
        {
            return operand.Around.GroupName is not { } callback ? null
                : operand.Kind == ChainOperandKind.OpenCallback ? Opening(callback)
                : operand.Kind == ChainOperandKind.AwaitCallback ? Awaiting(callback)
                : Closing(callback);
        }

        if (
            operand is not { Kind: ChainOperandKind.StepValue, Symbol: { } member }
            || !KnownSymbols.Is(member.ContainingType, reader.Known.Workflow)
        )
        {
            return null;
        }

        return member.Name switch
        {
            "Start" => new("orchestrator.start", "Start"),
            "Done" => new(DoneId, "Done"),
            "StoreProcessSubscription" => new("orchestrator.store_process_subscription", "Create Process Subscription relation"),
            "SetStatus" when ArgumentOf(operand, reader) is { Symbol: IFieldSymbol { Name: var status } } => new(
                $"orchestrator.set_status.{SnakeCase.Convert(status)}",
                $"Set subscription to '{SnakeCase.Convert(status)}'"
            ),
            "ObsoleteStep" when ArgumentOf(operand, reader) is { Constant: string id } => new(id, ObsoleteName),
            _ => null,
        };
    }

    private static (ISymbol? Symbol, object? Constant) ArgumentOf(ChainOperand operand, CompilationReader reader)
    {
        if (
            operand.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] }
        )
        {
            return default;
        }

        var model = reader.ModelOf(operand.Syntax.SyntaxTree);
        return (model.GetSymbolInfo(argument.Expression).Symbol, model.GetConstantValue(argument.Expression).Value);
    }
}
