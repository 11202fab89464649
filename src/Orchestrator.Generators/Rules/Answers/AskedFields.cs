using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>What the forms of the workflows of a compilation ask, and whether code of the author's reads the answers itself.</summary>
internal sealed class AskedFields
{
    private readonly CompilationReader _reader;

    private AskedFields(CompilationReader reader)
    {
        _reader = reader;
        All = [.. Find(reader)];
    }

    /// <summary>Those of a compilation, which are looked for once.</summary>
    public static AskedFields Of(CompilationReader reader) => reader.Get(static reader => new AskedFields(reader));

    /// <summary>All of pages that are declared in this compilation.</summary>
    public ImmutableArray<AskedField> All { get; }

    /// <summary>True when code of an author reads the answer from its page, or may do so because it gets the page as a whole.</summary>
    public bool IsReadFromPage(AskedField field, CancellationToken cancellationToken) =>
        AnswerNames.Of(_reader).Find(field.Property.Name).Any(name => IsRead(name, field.Property, cancellationToken))
        || MethodOperations
            .Of(_reader)
            .Find(field.Form, cancellationToken)
            .Any(operation =>
                operation switch
                {
                    IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } type } }
                        when KnownSymbols.Is(type, _reader.Known.FormSession) => false,
                    IArgumentOperation argument => IsPage(argument.Value, field),
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var set } } => !IsPrefilled(operation)
                        && SymbolEqualityComparer.Default.Equals(set.OriginalDefinition, field.Property),
                    IInterpolationOperation text => IsPage(text.Expression, field),
                    IInvocationOperation { TargetMethod: { } method } => !KnownSymbols.Is(method.ContainingType, _reader.Known.FormSession)
                        && Holds(method.ReturnType, field),
                    _ => false,
                }
            );

    // What a page begins with is not what was answered; what is set afterwards replaces the answer.
    private bool IsPrefilled(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (
                around is IInvocationOperation { TargetMethod.ContainingType: { } type }
                && KnownSymbols.Is(type, _reader.Known.FormSession)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<AskedField> Find(CompilationReader reader)
    {
        var results = new ResultParser(reader);
        var walker = new ChainWalker(ChainReader.Of(reader));
        foreach (
            var workflow in reader
                .Compilation.Assembly.GlobalNamespace.TypesInside()
                .SelectMany(static type => type.GetMembers())
                .Select(member => WorkflowDeclaration.TryRead(member, reader))
                .OfType<WorkflowDeclaration>()
        )
        {
            if (
                workflow is not { InputForm: { } name, Target: not WorkflowTarget.Reconcile }
                || workflow.Method.ContainingType.GetMembers(name) is not [IMethodSymbol form]
            )
            {
                continue;
            }

            var steps = walker.TryWalk(workflow.Method, CancellationToken.None);
            foreach (var (key, property) in results.FindAnswers(form).Where(answer => IsHere(answer.Property, reader)))
            {
                yield return new(workflow, form, property.OriginalDefinition, key, steps);
            }
        }
    }

    private static bool IsHere(IPropertySymbol property, CompilationReader reader) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, reader.Compilation.Assembly);

    private bool IsRead(SimpleNameSyntax name, IPropertySymbol property, CancellationToken cancellationToken)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return !(whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole)
            && _reader.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol is IPropertySymbol read
            && SymbolEqualityComparer.Default.Equals(read.OriginalDefinition, property);
    }

    private static bool IsPage(IOperation value, AskedField field) =>
        value is IConversionOperation conversion
            ? IsPage(conversion.Operand, field)
            : value is not IObjectCreationOperation && Holds(value.Type, field);

    private static bool Holds(ITypeSymbol? type, AskedField field) =>
        type is INamedTypeSymbol named
        && (named.IsOrDerivesFrom(field.Property.ContainingType) || named.TypeArguments.Any(argument => Holds(argument, field)));
}
