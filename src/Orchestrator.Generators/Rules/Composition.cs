using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>Says whether this project brings referenced assemblies together in one host, and where.</summary>
internal static class Composition
{
    /// <summary>
    /// Finds those of some referenced assemblies that meet in this project: that one member registers with one builder. A project that only
    /// refers to them, as the tests of two hosts do, brings nothing together.
    /// </summary>
    /// <returns>The assemblies that meet, two at least, and where the last of them is registered; null when they do not meet
    /// here.</returns>
    public static (IReadOnlyList<IAssemblySymbol> Assemblies, Location Place)? TryFind(
        CompilationReader reader,
        IReadOnlyList<IAssemblySymbol> assemblies,
        CancellationToken cancellationToken
    )
    {
        var calls = FindRegistrations(reader, assemblies, cancellationToken);
        foreach (var host in calls.GroupBy(static call => (call.Member, call.Builder)))
        {
            Registration[] registrations = [.. host];
            for (var last = registrations.Length - 1; last > 0; last--)
            {
                var late = registrations[last];
                IAssemblySymbol[] met =
                [
                    .. registrations
                        .Take(last)
                        .Where(early => MayBothRun(early.Name, late.Name, reader.ModelOf(late.Name.SyntaxTree)))
                        .Select(static early => early.Assembly)
                        .Append(late.Assembly)
                        .Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default),
                ];
                if (met.Length > 1)
                {
                    return (met, late.Name.GetLocation());
                }
            }
        }

        return null;
    }

    // Asked only once two assemblies are known to clash, so that a project without a clash pays nothing.
    private static List<Registration> FindRegistrations(
        CompilationReader reader,
        IReadOnlyList<IAssemblySymbol> assemblies,
        CancellationToken cancellationToken
    )
    {
        var names = new HashSet<string>(
            assemblies.Select(static assembly => $"Add{RegistryNames.IdentifierOf(assembly.Name)}Workflows"),
            StringComparer.Ordinal
        );
        var calls = new List<Registration>();
        foreach (var tree in reader.Compilation.SyntaxTrees)
        {
            var root = tree.GetRoot(cancellationToken);
            foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
            {
                if (
                    reader.ModelOf(tree).GetSymbolInfo(name, cancellationToken).Symbol
                        is IMethodSymbol { ContainingAssembly: { } assembly } method
                    && assemblies.Contains(assembly, SymbolEqualityComparer.Default)
                    && ReceiverOf(name, method) is { } receiver
                )
                {
                    // The statements of a program without a class are one member.
                    var member =
                        name.Ancestors()
                            .FirstOrDefault(static node =>
                                node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax
                            )
                        ?? root;
                    calls.Add(new(assembly, name, member, BuilderOf(receiver, reader, cancellationToken)));
                }
            }
        }

        return calls;
    }

    // What the method extends, however it is called; null where it is not called.
    private static ExpressionSyntax? ReceiverOf(SimpleNameSyntax name, IMethodSymbol method) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name => method.ReducedFrom
                is not null
            || !method.IsStatic
                ? access.Expression
                : call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
            InvocationExpressionSyntax call => call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
            _ => null,
        };

    // builder.Services.AddOrchestrator().AddEastWorkflows().AddWestWorkflows(): down through the calls of our own that give the builder on,
    // to what names it. Any other call may make a new builder each time, so it is one only with itself.
    private static Builder BuilderOf(ExpressionSyntax expression, CompilationReader reader, CancellationToken cancellationToken)
    {
        var model = reader.ModelOf(expression.SyntaxTree);
        while (
            expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var called } } call
            && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            && GivesBuilderOn(method, reader)
            && ReceiverOf(called, method) is { } receiver
        )
        {
            expression = receiver;
        }

        if (
            expression.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
        )
        {
            return new(null, expression.ToString(), expression.SpanStart);
        }

        var first = expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault();
        return new(first is null ? null : model.GetSymbolInfo(first, cancellationToken).Symbol, expression.ToString(), Position: 0);
    }

    private static bool GivesBuilderOn(IMethodSymbol method, CompilationReader reader) =>
        KnownSymbols.Is(method.ReturnType, reader.Known.OrchestratorBuilder)
        && (
            method.Name == "AddOrchestrator"
            || KnownSymbols.Is((method.ReducedFrom ?? method).Parameters.FirstOrDefault()?.Type, reader.Known.OrchestratorBuilder)
        );

    // Not those in two branches of one decision, and not the second one where the first one's branch leaves.
    private static bool MayBothRun(SyntaxNode early, SyntaxNode late, SemanticModel model)
    {
        var around = new HashSet<SyntaxNode>(late.AncestorsAndSelf());
        var branch = early;
        while (branch.Parent is { } parent && !around.Contains(parent))
        {
            if (parent is BlockSyntax block && model.AnalyzeControlFlow(block) is { Succeeded: true, EndPointIsReachable: false })
            {
                return false;
            }

            branch = parent;
        }

        return branch.Parent switch
        {
            IfStatementSyntax { Else: { } other } decision => branch != decision.Statement || !around.Contains(other),
            ConditionalExpressionSyntax decision => branch != decision.WhenTrue || !around.Contains(decision.WhenFalse),
            SwitchStatementSyntax => branch is not SwitchSectionSyntax,
            SwitchExpressionSyntax => branch is not SwitchExpressionArmSyntax,
            _ => true,
        };
    }

    private sealed record Registration(IAssemblySymbol Assembly, SimpleNameSyntax Name, SyntaxNode Member, Builder Builder);

    /// <summary>What names a builder in one member.</summary>
    /// <param name="First">The first symbol of its expression.</param>
    /// <param name="Text">Its expression.</param>
    /// <param name="Position">Where it stands, of a call that may make another one each time; 0 for a name.</param>
    private sealed record Builder(ISymbol? First, string Text, int Position)
    {
        public bool Equals(Builder? other) =>
            other is not null
            && Text == other.Text
            && Position == other.Position
            && SymbolEqualityComparer.Default.Equals(First, other.First);

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
    }
}
