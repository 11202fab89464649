using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH3009 of external resources: a value with an Equals of its own is compared by that, but a plan and an acceptance know it by its JSON.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenStateAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ValueIsNotReadBack];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ResourceDeclaration.TryRead(type, reader) is not { State: INamedTypeSymbol state } || type.Locations is not [var location, ..])
        {
            return;
        }

        var values = StateValues.Of(reader);
        var marks = StateMarks.Of(reader);
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>([state]);
        while (open.Count > 0)
        {
            var owner = open.Pop();
            foreach (var member in marks.MembersOf(owner).Where(static member => member is { IsNotCompared: false, IsWriteOnly: false }))
            {
                var parts = StateTypes.PartsOf(member.Type);
                Follow(parts[parts.Count - 1], owner, member);
                foreach (var part in parts)
                {
                    if (StateTypes.FindDictionary(part) is var (key, _))
                    {
                        Follow(key, owner, member);
                    }
                }
            }
        }

        void Follow(ITypeSymbol part, INamedTypeSymbol owner, StateMember member)
        {
            if (part is not INamedTypeSymbol named || !seen.Add(part))
            {
                return;
            }

            if (!StateTypes.IsValue(part, marks))
            {
                open.Push(named);
            }
            else if (values.FindProblem(part) is { } problem)
            {
                var use =
                    $"External resource '{type.Name}' compares as "
                    + $"'{owner.ToDisplayString(SymbolFormats.ClassAndMember)}.{member.Symbol.Name}'";
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ValueIsNotReadBack, location, use, problem));
            }
        }
    }
}
