using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>Reads what a form fills a page with when it asks it, and says what is missing or refused.</summary>
internal sealed class AskedPage(INamedTypeSymbol page, IInvocationOperation call, CompilationReader reader)
{
    /// <summary>The problems; none where it cannot be read how the page is filled.</summary>
    public IEnumerable<string> FindProblems(CancellationToken cancellationToken) =>
        IsMadeByInitializers() && FindFilled() is { } filled
            ? PropertiesOf(page)
                .Where(field => field.SetMethod is not null && !field.HasAttribute(reader.Known.HiddenAttribute))
                .SelectMany(field => FindSourceProblems(field, filled).Concat(FindDefaultProblems(field, filled, cancellationToken)))
            : [];

    // A constructor of the author's may set anything.
    private bool IsMadeByInitializers()
    {
        for (var type = page; type is not null && !KnownSymbols.Is(type, reader.Known.FormPage); type = type.BaseType)
        {
            if (
                type.DeclaringSyntaxReferences.IsEmpty
                || type.InstanceConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared)
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members that the form fills; null where that is computed.</summary>
    private ImmutableHashSet<string>? FindFilled() =>
        call.Arguments is not [{ Value: var argument }]
            ? []
            : Unwrap(argument) switch
            {
                IObjectCreationOperation creation => NamesOf(creation.Initializer),
                IAnonymousFunctionOperation
                {
                    Symbol.Parameters: [var blank],
                    Body.Operations: [IReturnOperation { ReturnedValue: { } made }]
                }
                    when Unwrap(made) is IWithOperation copy
                        && Unwrap(copy.Operand) is IParameterReferenceOperation { Parameter: var copied }
                        && SymbolEqualityComparer.Default.Equals(blank, copied) => NamesOf(copy.Initializer),
                _ => null,
            };

    private static IOperation Unwrap(IOperation operation) =>
        operation switch
        {
            IConversionOperation conversion => Unwrap(conversion.Operand),
            IDelegateCreationOperation creation => Unwrap(creation.Target),
            _ => operation,
        };

    private static ImmutableHashSet<string> NamesOf(IObjectOrCollectionInitializerOperation? initializer) =>
        [
            .. (initializer?.Initializers ?? [])
                .Select(static set =>
                    set switch
                    {
                        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } => name,
                        IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: var name } } => name,
                        _ => null,
                    }
                )
                .OfType<string>(),
        ];

    private IEnumerable<string> FindSourceProblems(IPropertySymbol field, ImmutableHashSet<string> filled)
    {
        (INamedTypeSymbol? Attribute, string What)[] sources =
        [
            (reader.Known.ChooseFromAttribute, "choices"),
            (reader.Known.LimitedByAttribute, "limits"),
        ];
        foreach (var (attribute, what) in sources)
        {
            if (
                field.FindAttribute(attribute)?.PositionalValue(0) is string name
                && !filled.Contains(name)
                && PropertiesOf(page).FirstOrDefault(property => property.Name == name) is { } source
                && reader.Known.IsFormElement(source.Type)
                && Initializers.LeavesNull(source)
            )
            {
                yield return $"the {what} '{name}' of its field '{field.Name}' have no value; give them one where it is asked: "
                    + $"{call.TargetMethod.Name}<{page.Name}>(page => page with {{ {name} = ... }})";
            }
        }
    }

    // An empty text is what a field without a value shows.
    private IEnumerable<string> FindDefaultProblems(
        IPropertySymbol field,
        ImmutableHashSet<string> filled,
        CancellationToken cancellationToken
    )
    {
        if (
            !field.IsRequired
            && !filled.Contains(field.Name)
            && field.DeclaringSyntaxReferences is [var reference]
            && reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax { Initializer.Value: var begins }
            && reader.ModelOf(reference.SyntaxTree).GetConstantValue(begins, cancellationToken) is { HasValue: true, Value: { } value }
            && value is not ""
            && MemberLimits.FindRefusing(field, value, reader.Known) is { } limit
        )
        {
            yield return $"its field '{field.Name}' begins with {MemberLimits.Write(value)}, which its {limit} refuses; change one, "
                + "or fill the field where the page is asked";
        }
    }

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                yield return property;
            }
        }
    }
}
