using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Mapping;

/// <summary>
/// Reads how a product or block class is stored. A class or member that cannot be mapped is left out: the analyzers say why.
/// </summary>
internal sealed class MappingParser(CompilationReader reader)
{
    /// <summary>True for a part of a class that has attributes.</summary>
    public static bool IsCandidate(SyntaxNode node) =>
        node is ClassDeclarationSyntax { AttributeLists.Count: > 0 } or RecordDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>Reads a product; null when its class cannot be mapped, or when another one of its parts speaks for it.</summary>
    public static ProductModel? TryParseProduct(SyntaxNode candidate, SemanticModel model, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(model.Compilation);
        if (
            !reader.HasLanguage
            || model.GetDeclaredSymbol(candidate, cancellationToken) is not INamedTypeSymbol type
            || !MayBe(type, reader.Known.SubscriptionModel)
        )
        {
            return null;
        }

        AttributeData[] attributes =
        [
            .. type.GetAttributes()
                .Where(attribute => KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductAttribute))
                .OrderBy(static attribute => SymbolExtensions.OrderOf(attribute.ApplicationSyntaxReference), StringComparer.Ordinal)
                .ThenBy(static attribute => attribute.ApplicationSyntaxReference?.Span.Start ?? 0),
        ];
        if (
            attributes is not [var first, ..]
            || !IsOn(first, candidate)
            || new MappingParser(reader).Parse(type, isProduct: true, cancellationToken).Value is not { } mapping
        )
        {
            return null;
        }

        var products = attributes.Select(attribute => TryReadProduct(attribute, type)).OfType<ProductEntryModel>().ToEquatableArray();
        return new(mapping, HasCreate(type, reader), products);
    }

    /// <summary>
    /// True for a class that has a <c>Create</c> of its author's, itself or from a base class where an emitted one would hide it. What only
    /// derived classes see of a base class is for the author's own methods, and what is emitted stands beside it.
    /// </summary>
    private static bool HasCreate(INamedTypeSymbol type, CompilationReader reader)
    {
        if (!type.GetMembers("Create").IsEmpty)
        {
            return true;
        }

        for (
            var current = type.BaseType;
            current is not null && !KnownSymbols.Is(current, reader.Known.SubscriptionModel);
            current = current.BaseType
        )
        {
            if (
                current
                    .GetMembers("Create")
                    .Any(member =>
                        !member.IsEmitted()
                        && reader.Compilation.IsSymbolAccessibleWithin(member, reader.Compilation.Assembly)
                        && (
                            member is not IMethodSymbol method
                            || (
                                method.Arity == 0
                                && method.Parameters is [var product, var customer]
                                && Takes(product, reader.Known.Guid)
                                && Takes(customer, reader.Compilation.GetSpecialType(SpecialType.System_String))
                            )
                        )
                    )
            )
            {
                return true;
            }
        }

        return false;

        bool Takes(IParameterSymbol parameter, INamedTypeSymbol? given) =>
            given is not null && reader.Compilation.ClassifyCommonConversion(given, parameter.Type).IsImplicit;
    }

    /// <summary>Reads a block; null when its class cannot be mapped, or when another one of its parts speaks for it.</summary>
    public static BlockModel? TryParseBlock(SyntaxNode candidate, SemanticModel model, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(model.Compilation);
        return
            reader.HasLanguage
            && model.GetDeclaredSymbol(candidate, cancellationToken) is INamedTypeSymbol type
            && MayBe(type, reader.Known.ProductBlock)
            && type.FindAttribute(reader.Known.ProductBlockAttribute) is { } attribute
            && IsOn(attribute, candidate)
            && !type.HasAttribute(reader.Known.ProductAttribute)
            && (attribute.PositionalValue(0) is string || attribute.HasUnreadable())
            && new MappingParser(reader).Parse(type, isProduct: false, cancellationToken).Value is { } mapping
            ? CreateBlock(mapping, attribute.PositionalValue(0) as string ?? "")
            : null;

        BlockModel CreateBlock(MappingModel mapping, string name) =>
            new(
                mapping,
                !type.GetMembers("BlockName").IsEmpty,
                name,
                attribute.NamedValue("Tag") as string,
                attribute.NamedValue("Description") as string ?? name,
                new MappingParser(reader).ValidInOf(attribute)
            );
    }

    // Another generator may emit the base class, or name it in a part of its own.
    private static bool MayBe(INamedTypeSymbol type, INamedTypeSymbol? root) =>
        type.IsOrDerivesFrom(root) || type.BaseType is { SpecialType: SpecialType.System_Object } || UnseenTypes.HasUnseenBase(type);

    /// <summary>Why a class that is marked as a product or block is not mapped; empty for one that is.</summary>
    public ImmutableArray<Refusal> FindRefusals(INamedTypeSymbol type, bool isProduct, CancellationToken cancellationToken)
    {
        var (root, mark, name) = isProduct
            ? (reader.Known.SubscriptionModel, reader.Known.ProductAttribute, "SubscriptionModel")
            : (reader.Known.ProductBlock, reader.Known.ProductBlockAttribute, "ProductBlock");
        if (type.HasAttribute(reader.Known.ProductAttribute) && type.HasAttribute(reader.Known.ProductBlockAttribute))
        {
            return [new(RefusalKind.SeveralModelMarks, type)];
        }

        if (!type.IsOrDerivesFrom(root))
        {
            return [new(RefusalKind.WrongBase, type, name)];
        }

        if (type.IsAbstract)
        {
            return [new(RefusalKind.AbstractModel, type)];
        }

        var place = TypeHierarchyParser.Parse(type, reader, cancellationToken).Refusals;
        return !place.IsEmpty ? place
            : !Creation.IsPossible(type, type, reader) ? [new(RefusalKind.NotCreatable, type)]
            : ModelNames.FindTaken(type, type.FindAttribute(mark), reader) is { } taken ? [taken]
            : [];
    }

    private Parsed<MappingModel> Parse(INamedTypeSymbol type, bool isProduct, CancellationToken cancellationToken)
    {
        var refusals = FindRefusals(type, isProduct, cancellationToken);
        var mayPass = refusals.All(UnseenTypes.MayPass) && TakenNames.Find(type, EmittedNames.Mapping) is null;
        if (TypeHierarchyParser.Parse(type, reader, cancellationToken).Value is not { } place || (!refusals.IsEmpty && !mayPass))
        {
            return refusals;
        }

        var hierarchy = place with { FileName = place.FileName + ".Mapping" };
        if (!refusals.IsEmpty || HasUnreadableMark(type, isProduct))
        {
            return MappingModel.LeaveOut(hierarchy, type.Name);
        }

        var root = isProduct ? reader.Known.SubscriptionModel : reader.Known.ProductBlock;
        var members = new MemberParser(reader, type, isProduct);
        var mapped = PropertiesOf(type, root).Select(property => members.Parse(property).Value).OfType<MemberModel>().ToEquatableArray();

        // An override repeats the accessibility that it sees: "internal" shows only where the runtime's internals do.
        var seesInternals = root is not null && SeesInternalsOf(root.ContainingAssembly);
        return new MappingModel(
            hierarchy,
            seesInternals ? "protected internal" : "protected",
            type.GetMembers("Map").OfType<IMethodSymbol>().Any(static method => method.IsOverride),
            mapped,
            LifecycleViews.Names.Where(view => LifecycleViews.AreEmitted(type, view, reader)).ToEquatableArray()
        )
        {
            Unseen = PropertiesOf(type, root).Where(IsUnseen).Select(static property => property.Name).ToEquatableArray(),
            UseDiagnostics = FindUseDiagnostics(type, root),
        };
    }

    private bool HasUnreadableMark(INamedTypeSymbol type, bool isProduct) =>
        type.GetAttributes()
            .Any(attribute =>
                KnownSymbols.Is(attribute.AttributeClass, isProduct ? reader.Known.ProductAttribute : reader.Known.ProductBlockAttribute)
                && attribute.HasUnreadable()
            );

    /// <summary>
    /// True for a property that would be stored, or limited, if the compilation had its type or what its attributes name.
    /// </summary>
    public bool IsUnseen(IPropertySymbol property) =>
        property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null }
        && !reader.Known.IsNotMapped(property)
        && (
            IsUnseen(property.Type)
            || property.GetAttributes().Any(attribute => reader.Known.IsMemberRule(attribute.AttributeClass) && attribute.HasUnreadable())
        );

    private static bool IsUnseen(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Error || (type is INamedTypeSymbol named && named.TypeArguments.Any(IsUnseen));

    private EquatableArray<string> FindUseDiagnostics(INamedTypeSymbol type, INamedTypeSymbol? root)
    {
        var named = new UseDiagnostics(reader).AddCreation(type);
        foreach (var property in PropertiesOf(type, root))
        {
            named.Add(property);
            foreach (
                var block in property
                    .FindAttribute(reader.Known.OneOfAttribute)
                    ?.PositionalValues(0)
                    .Select(static value => value.Scalar())
                    .OfType<ITypeSymbol>()
                    ?? []
            )
            {
                named.AddCreation(block);
            }

            if (LifecycleViews.BlockOf(property.Type, reader.Known) is { } made)
            {
                named.AddCreation(made);
            }
        }

        return named.Ids;
    }

    /// <summary>
    /// The properties that may be stored, those of the base classes first. An override is mapped where its base declares it, and of several
    /// properties of one name the last one hides the others.
    /// </summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type, INamedTypeSymbol? root)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null && !KnownSymbols.Is(current, root); current = current.BaseType)
        {
            levels.Push(current);
        }

        var properties = levels
            .SelectMany(static level => level.MembersInOrder())
            .OfType<IPropertySymbol>()
            .Where(static property => !property.IsOverride)
            .ToList();
        return properties.Where(property =>
            SymbolEqualityComparer.Default.Equals(properties.FindLast(other => other.Name == property.Name), property)
        );
    }

    private EquatableArray<ConstantModel> ValidInOf(AttributeData block) =>
        block
            .NamedValues("ValidIn")
            .Where(static value => value.Kind == TypedConstantKind.Enum)
            .Select(value => Constants.ReadEnumeration(value.Scalar()!, value.Type!, reader.Known))
            .ToEquatableArray();

    private bool SeesInternalsOf(IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(assembly, reader.Compilation.Assembly) || assembly.GivesAccessTo(reader.Compilation.Assembly);

    // Of a class with several parts, the one that has the first attribute speaks for it.
    private static bool IsOn(AttributeData attribute, SyntaxNode candidate) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == candidate.SyntaxTree
        && candidate.Span.Contains(reference.Span);

    private static ProductEntryModel? TryReadProduct(AttributeData attribute, INamedTypeSymbol type) =>
        attribute.PositionalValue(0) is string name
            ? new(
                name,
                attribute.NamedValue("ProductType") as string ?? type.Name,
                attribute.NamedValue("Tag") as string ?? type.Name.ToUpperInvariant(),
                attribute.NamedValue("Description") as string ?? name,
                attribute
                    .NamedValues("FixedInputs")
                    .Select(static value => TryReadFixedInput(value.Scalar() as string))
                    .OfType<FixedInputModel>()
                    .ToEquatableArray()
            )
            : null;

    private static FixedInputModel? TryReadFixedInput(string? text) =>
        text?.IndexOf('=') is int at and > 0 ? new(text.Substring(0, at).Trim(), text.Substring(at + 1).Trim()) : null;
}
