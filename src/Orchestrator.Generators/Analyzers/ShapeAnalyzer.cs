using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1002: a workflow, chain or step has a shape that cannot be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer : OrchestratorAnalyzer
{
    private const string AbstractOrVirtual = "it is abstract or virtual, so that it is only known with the type that implements it; write it as a static method with a body";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ShapeCannotBeUsed];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var (what, problem) = context.Symbol switch
        {
            IMethodSymbol method when MethodMarks.FindConflict(method, known) is [_, ..] marks => ("Method", $"it is marked {string.Join(" and ", marks)}, and a method is one of them; take the others off"),
            _ when context.Symbol.HasAttribute(known.ExternalSystemStepsAttribute) => ("Chain", FindChainProblem(context.Symbol, known) ?? FindCycle(context.Symbol, known, context.CancellationToken)),
            IMethodSymbol method when WorkflowDeclaration.TryRead(method, known) is { } workflow =>
                ("Workflow", FindListProblem(method, known) ?? FindPlaceProblem(method.ContainingType) ?? FindCycle(method, known, context.CancellationToken) ?? FindReconcileProblem(workflow, known, context.CancellationToken)),
            IMethodSymbol method when method.HasAttribute(known.StepAttribute) => ("Step", FindStepProblem(method, known, isForm: false) ?? FindPlaceProblem(method.ContainingType)),
            IMethodSymbol method when method.HasAttribute(known.InputStepAttribute) => ("Input step", FindStepProblem(method, known, isForm: true) ?? FindPlaceProblem(method.ContainingType)),
            _ when known.Chains.IsChain(context.Symbol) => ("Chain", FindCycle(context.Symbol, known, context.CancellationToken)),
            _ => ("", null),
        };
        if (what.Length > 0 && context.Symbol.IsForbidden(known))
        {
            problem = "it is obsolete as an error, but the engine is to run it; leave 'true' out of [Obsolete], or take the other attribute off";
        }

        if (problem is not null && context.Symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ShapeCannotBeUsed, location, what, context.Symbol.Name, problem));
        }
    }

    private static string? FindChainProblem(ISymbol member, KnownTypes known) => member switch
    {
        IMethodSymbol method => FindListProblem(method, known),
        IPropertySymbol { IsStatic: false } => "it is not static; write 'static'",
        IPropertySymbol { IsAbstract: true } or IPropertySymbol { IsVirtual: true } => AbstractOrVirtual,
        IPropertySymbol { GetMethod: null } => "it cannot be read; give it a getter",
        IPropertySymbol property when !known.IsStepList(property.Type) => $"its type is {Display(property.Type)}; it must be StepList",
        _ => null,
    } ?? (member.FindAttribute(known.ExternalSystemStepsAttribute)?.NamedValue("Workflow") is string name && !SyntaxFacts.IsValidIdentifier(name)
        ? $"its reconcile workflow is to be named '{name}', which no method can be; write an identifier, such as 'ReconcileNode', or remove Workflow"
        : null);

    /// <summary>A step list that is built of itself has no end: the first use of it overflows the stack.</summary>
    private static string? FindCycle(ISymbol chain, KnownTypes known, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<ISymbol>([chain]);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            foreach (var operand in known.Chains.Read(current, cancellationToken) ?? [])
            {
                if (operand is not { Kind: ChainOperandKind.Chain, Symbol: { } inner })
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(inner, chain))
                {
                    return $"it contains itself{(SymbolEqualityComparer.Default.Equals(current, chain) ? "" : $", through '{current.Name}'")}, so that its steps have no end; take it out of its own steps";
                }

                if (seen.Add(inner))
                {
                    waiting.Push(inner);
                }
            }
        }

        return null;
    }

    private static string? FindReconcileProblem(WorkflowDeclaration workflow, KnownTypes known, CancellationToken cancellationToken) =>
        ReconcilePlan.FindTakenName(workflow, known, cancellationToken) is { } taken
            ? $"its reconcile workflow is to be named '{taken}', but class '{workflow.Method.ContainingType.Name}' has a member or is a class of that name; rename that, set Workflow on the [ExternalSystemSteps] chain, or write 'Reconcile = false'"
            : null;

    /// <summary>The registry of the assembly has to reach what is emitted into the class.</summary>
    private static string? FindPlaceProblem(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return $"its class '{current.Name}' can be named in its own file only, and the registry of the assembly is another one; take 'file' away";
            }

            if (!TypeHierarchyParser.IsReachable(current.DeclaredAccessibility))
            {
                return $"its class '{current.Name}' is hidden from the registry of the assembly; make it internal or public";
            }
        }

        return null;
    }

    private static string? FindListProblem(IMethodSymbol method, KnownTypes known) =>
        !method.IsStatic ? "it is not static; write 'static'"
        : FindBodyProblem(method)
        ?? FindGenericProblem(method)
        ?? (method.Parameters.Length > 0 ? "it has parameters; take them out, because a workflow's steps get their values from the state"
        : known.IsStepList(method.ReturnType) && method.RefKind == RefKind.None ? null
        : $"it returns {Display(method.ReturnType)}; it must return StepList");

    private static string? FindStepProblem(IMethodSymbol method, KnownTypes known, bool isForm)
    {
        if (!method.IsStatic)
        {
            return "it is not static; write 'static' and take services as parameters of an interface type";
        }

        if ((FindBodyProblem(method) ?? FindGenericProblem(method)) is { } problem)
        {
            return problem;
        }

        if (method.RefKind != RefKind.None)
        {
            return "it returns its result by reference; return it by value";
        }

        if (method.ContainingType.GetMembers(method.Name).Length > 1)
        {
            return "its class has another method of this name, so that '>> " + method.Name + "' is ambiguous; give one of them another name";
        }

        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) is { } parameter)
        {
            return $"its parameter '{parameter.Name}' is passed by ref, in, out or params; pass it by value";
        }

        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            return "it is 'async void', which nobody can wait for; return Task";
        }

        if (new ResultParser(known).TryParse(method, isForm, out _) is { } result)
        {
            return ResultParser.FindRepeatedKey(result);
        }

        // A result that the compiler could not resolve is its own error, and it says more.
        return method.ReturnType.TypeKind == TypeKind.Error
            ? null
            : $"its result {Display(method.ReturnType)} does not say which state keys it gives; return a tuple with named elements, a record, a subscription, State, or nothing";
    }

    // A partial method that has to have a body is the compiler's to report.
    private static string? FindBodyProblem(IMethodSymbol method) =>
        method.IsAbstract || method.IsVirtual ? AbstractOrVirtual
        : method.IsExtern ? "it is extern; write a body, and call what is outside from it"
        : method is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true } ? "it has no body; write its other part"
        : null;

    private static string? FindGenericProblem(IMethodSymbol method) =>
        method.IsGenericMethod ? "it is generic; take its type parameters out"
        : IsInGenericType(method.ContainingType) ? $"its class '{method.ContainingType.Name}' is generic; move it to a class that is not"
        : null;

    private static bool IsInGenericType(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    private static string Display(ITypeSymbol type) => $"'{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
}
