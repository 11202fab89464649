using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules;

/// <summary>The workflows of a compilation, for the rules that compare them with each other at its end.</summary>
internal sealed class CompilationWorkflows
{
    private readonly ConcurrentBag<WorkflowDeclaration> _all = [];
    private readonly ConcurrentBag<ISymbol> _unmarked = [];
    private readonly CompilationReader _reader;

    private CompilationWorkflows(CompilationReader reader) => _reader = reader;

    /// <summary>All of them, also those that cannot be used as they are declared.</summary>
    public IReadOnlyCollection<WorkflowDeclaration> All => _all;

    /// <summary>Those that can be used, in the order of their full names.</summary>
    public IReadOnlyList<WorkflowDeclaration> Usable =>
        [
            .. _all.Where(workflow => WorkflowDeclaration.IsUsable(workflow.Method, _reader))
                .OrderBy(static workflow => workflow.Method.ToDisplayString(SymbolFormats.FullMember), StringComparer.Ordinal),
        ];

    /// <summary>The methods that return a step list and have no workflow attribute.</summary>
    public IReadOnlyCollection<ISymbol> Unmarked => _unmarked;

    /// <summary>Collects the workflows of a compilation, and calls the rule at its end.</summary>
    public static void Register(
        CompilationStartAnalysisContext context,
        CompilationReader reader,
        Action<CompilationAnalysisContext, CompilationWorkflows> report
    )
    {
        var workflows = new CompilationWorkflows(reader);
        context.RegisterSymbolAction(symbol => workflows.Add((IMethodSymbol)symbol.Symbol), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => report(end, workflows));
    }

    private void Add(IMethodSymbol method)
    {
        if (WorkflowDeclaration.TryRead(method, _reader) is { } workflow)
        {
            _all.Add(workflow);
        }
        else if (_reader.Known.IsStepList(method.ReturnType))
        {
            _unmarked.Add(method);
        }
    }
}
