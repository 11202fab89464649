using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Mapping.Members;

/// <summary>Reads how a property of a product or block is mapped.</summary>
internal sealed class MemberParser(CompilationReader reader, INamedTypeSymbol host, bool isProduct)
{
    /// <summary>
    /// Reads a property; nothing when it is not meant to be stored: it computes, is opted out, or only its class can set what cannot be
    /// stored.
    /// </summary>
    public Parsed<MemberModel> Parse(IPropertySymbol property)
    {
        if (
            property
                is not {
                    IsStatic: false,
                    IsIndexer: false,
                    CanBeReferencedByName: true,
                    DeclaredAccessibility: Accessibility.Public,
                    RefKind: RefKind.None,
                    GetMethod: { } getter
                }
            || reader.Known.IsNotMapped(property)
        )
        {
            return Parsed<MemberModel>.Nothing;
        }

        if (FindHidden(property) is { } hidden)
        {
            return Refuse(RefusalKind.HidesBase, property, $"{hidden.ContainingType.Name}.{hidden.Name}");
        }

        if (property.SetMethod is not { } setter)
        {
            return ParseWithoutSetter(property);
        }

        return property.IsForbiddenToRead(reader) || property.IsForbiddenToSet(reader) ? Refuse(RefusalKind.ObsoleteMember, property)
            : !IsAccessible(getter) ? Refuse(RefusalKind.GetterIsHidden, property, host.Name)
            : setter.IsInitOnly ? Refuse(RefusalKind.InitOnly, property)
            : !IsAccessible(setter) ? ParseWithHiddenSetter(property)
            : property.Type is INamedTypeSymbol { TypeArguments: [var element] } list
            && KnownSymbols.Is(list.OriginalDefinition, reader.Known.ListOfT)
                ? ParseList(property, list, element)
            : ParseOne(property);
    }

    // Of two members of one name, messages, JSON and code that only knows the base class would show different ones.
    private IPropertySymbol? FindHidden(IPropertySymbol property) =>
        property.IsOverride
            ? null
            : (isProduct ? reader.Known.SubscriptionModel : reader.Known.ProductBlock)
                ?.GetMembers(property.Name)
                .OfType<IPropertySymbol>()
                .FirstOrDefault(static inherited => inherited.DeclaredAccessibility == Accessibility.Public);

    // A getter with a body computes. One that the compiler keeps a field for holds something, and what is put into that is lost.
    private Parsed<MemberModel> ParseWithoutSetter(IPropertySymbol property)
    {
        if (property.Type.SpecialType == SpecialType.System_String)
        {
            return property.IsForbiddenToRead(reader) || !IsAccessible(property.GetMethod!)
                ? Parsed<MemberModel>.Nothing
                : Create(property, MemberKind.Computed);
        }

        var holds =
            property.Type is INamedTypeSymbol { TypeArguments.Length: 1 } list
            && KnownSymbols.Is(list.OriginalDefinition, reader.Known.ListOfT)
                ? "list"
            : reader.Known.IsProductBlock(property.Type) ? "block"
            : null;
        return
            holds is not null
            && property
                .ContainingType.GetMembers()
                .OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            ? new Refusal(RefusalKind.NoSetter, property, holds)
            : Parsed<MemberModel>.Nothing;
    }

    // What the class that declares it would store, one that derives from that class must not lose.
    private Parsed<MemberModel> ParseWithHiddenSetter(IPropertySymbol property) =>
        new MemberParser(reader, property.ContainingType, isProduct).Parse(property).Value is null
            ? Parsed<MemberModel>.Nothing
            : new Refusal(RefusalKind.SetterIsHidden, property, host.Name);

    private Parsed<MemberModel> ParseOne(IPropertySymbol property)
    {
        if (FindVariants(property, property.Type) is { } variants)
        {
            var isOptional = property.Type.NullableAnnotation == NullableAnnotation.Annotated;
            var kind =
                variants.Count > 1
                    ? isOptional
                        ? MemberKind.OptionalUnion
                        : MemberKind.Union
                    : isOptional
                        ? MemberKind.OptionalBlock
                        : MemberKind.Block;
            return Create(property, kind) with { Variants = variants, RequiredFrom = isOptional ? RequiredFrom(property) : null };
        }

        var isNullableValue = property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var scalar = isNullableValue ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type;
        return property.HasAttribute(reader.Known.OneOfAttribute) && FindScalar(scalar) is null ? Refuse(RefusalKind.UnionIsWrong, property)
            : isProduct && IsNullable(property.Type) ? Refuse(RefusalKind.FixedInputIsNullable, property)
            : FindScalar(scalar) is { } stored ? ScalarOf(property, Limit(stored, property, scalar), isNullableValue)
            : RefuseType(property, scalar);
    }

    private Parsed<MemberModel> ParseList(IPropertySymbol property, INamedTypeSymbol list, ITypeSymbol element)
    {
        if (list.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return Refuse(RefusalKind.ListIsNullable, property);
        }

        if (element.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return Refuse(RefusalKind.ElementIsNullable, property);
        }

        if (FindVariants(property, element) is { } variants)
        {
            return Limit(
                Create(property, variants.Count > 1 ? MemberKind.Unions : MemberKind.Blocks) with
                {
                    Variants = variants,
                },
                property
            );
        }

        var stored = FindScalar(element);
        return property.HasAttribute(reader.Known.OneOfAttribute) && stored is null ? Refuse(RefusalKind.UnionIsWrong, property)
            : isProduct && !reader.Known.IsProductBlock(element) ? Refuse(RefusalKind.FixedInputIsList, property)
            : stored is not null ? Limit(Create(property, MemberKind.Values) with { Scalar = stored }, property)
            : RefuseType(property, element);
    }

    // A setter that is not public says that the class keeps the value for itself.
    private static Parsed<MemberModel> Refuse(RefusalKind kind, IPropertySymbol property, string detail = "") =>
        property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
            ? new Refusal(kind, property, detail)
            : Parsed<MemberModel>.Nothing;

    private Parsed<MemberModel> RefuseType(IPropertySymbol property, ITypeSymbol type)
    {
        var unusable =
            reader.Known.IsProductBlock(type) || type.TypeKind is TypeKind.Enum or TypeKind.Error
                ? TypeUse.FindRefusal(type, property, reader)
                : null;
        return unusable is not null ? Refuse(unusable.Kind, property, unusable.Detail)
            : reader.Known.IsProductBlock(type)
                ? Refuse(
                    type.HasAttribute(reader.Known.ProductBlockAttribute) ? RefusalKind.BlockIsNotCreatable : RefusalKind.BlockIsNotMarked,
                    property,
                    type.Name
                )
            : FindEnumProblem(type) is { } problem ? Refuse(RefusalKind.EnumIsAmbiguous, property, problem)
            : Refuse(RefusalKind.TypeIsNotStorable, property, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
    }

    private bool IsAccessible(IMethodSymbol accessor) => reader.Compilation.IsSymbolAccessibleWithin(accessor, host);

    private MemberModel Limit(MemberModel list, IPropertySymbol property) =>
        list with
        {
            Minimum = Minimum(property, reader.Known),
            Maximum = Maximum(property, reader.Known),
        };

    private MemberModel ScalarOf(IPropertySymbol property, ScalarModel scalar, bool isNullableValue)
    {
        // Where nullability is switched off, a reference may be null and no one has said that it may not.
        var isNullableReference = property.Type.IsReferenceType && property.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return isProduct ? Create(property, MemberKind.FixedInput) with { Scalar = scalar }
            : isNullableValue ? Create(property, MemberKind.OptionalValue) with { Scalar = scalar, RequiredFrom = RequiredFrom(property) }
            : isNullableReference
                ? Create(property, MemberKind.OptionalReference) with
                {
                    Scalar = scalar,
                    RequiredFrom = RequiredFrom(property),
                }
            : Create(property, MemberKind.Value) with { Scalar = scalar };
    }

    private MemberModel Create(IPropertySymbol property, MemberKind kind) =>
        new(kind, SymbolFormats.Escape(property.Name), SnakeCase.Convert(property.Name), property.Type.ToDisplayString(SymbolFormats.Type))
        {
            Views = LifecycleViews
                .Names.Where(view => LifecycleViews.AreEmitted(host, view, reader))
                .Select(view => ViewOf(property, kind, view))
                .ToEquatableArray(),
        };

    private ViewMemberModel ViewOf(IPropertySymbol property, MemberKind kind, string view)
    {
        var isRequired = LifecycleViews.IsRequired(property, view, reader.Known);
        var blockView =
            LifecycleViews.BlockOf(property.Type, reader.Known) is { } block && LifecycleViews.AreEmitted(block, view, reader)
                ? $"{SymbolFormats.Bare(block)}.{view}"
                : null;
        return (kind, blockView) switch
        {
            (MemberKind.Blocks, { } seen) => new(view, ViewAccess.Blocks, seen, IsWritable: false),
            (MemberKind.Block, { } seen) => new(view, ViewAccess.Block, seen, IsWritable: false),
            (MemberKind.OptionalBlock, { } seen) => new(
                view,
                isRequired ? ViewAccess.RequiredBlock : ViewAccess.OptionalBlock,
                seen,
                IsWritable: false
            ),
            (MemberKind.OptionalValue, _) when isRequired => new(
                view,
                ViewAccess.RequiredValue,
                ((INamedTypeSymbol)property.Type).TypeArguments[0].ToDisplayString(SymbolFormats.Type),
                IsWritable: true
            ),
            (MemberKind.OptionalReference or MemberKind.OptionalBlock or MemberKind.OptionalUnion, _) when isRequired => new(
                view,
                ViewAccess.Required,
                SymbolFormats.Bare(property.Type),
                IsWritable: true
            ),
            _ => new(
                view,
                ViewAccess.Direct,
                property.Type.ToDisplayString(SymbolFormats.Type),
                IsWritable: kind is not (MemberKind.FixedInput or MemberKind.Computed)
            ),
        };
    }

    /// <summary>The classes that a member or element may be of; null when it is not a block, or one of them cannot be made.</summary>
    private EquatableArray<VariantModel>? FindVariants(IPropertySymbol property, ITypeSymbol type)
    {
        if (property.FindAttribute(reader.Known.OneOfAttribute) is not { } union)
        {
            return FindBlockName(type) is { } single
                ? new[] { new VariantModel(single, SymbolFormats.Bare(type)) }.ToEquatableArray()
                : null;
        }

        ITypeSymbol[] classes = [.. union.PositionalValues(0).Select(static value => value.Scalar()).OfType<ITypeSymbol>()];
        VariantModel[] variants =
        [
            .. classes
                .Where(variant => variant.IsOrDerivesFrom(type as INamedTypeSymbol))
                .Select(variant => FindBlockName(variant) is { } name ? new VariantModel(name, SymbolFormats.Bare(variant)) : null)
                .OfType<VariantModel>(),
        ];
        return reader.Known.IsProductBlock(type) && variants.Length > 1 && variants.Length == classes.Length
            ? variants.ToEquatableArray()
            : null;
    }

    private string? FindBlockName(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: false } block
        && reader.Known.IsProductBlock(block)
        && TypeUse.IsPossible(type, reader)
        && Creation.IsPossible(block, host, reader)
            ? block.FindAttribute(reader.Known.ProductBlockAttribute)?.PositionalValue(0) as string
            : null;

    /// <summary>Adds what the attributes of a member say about its values.</summary>
    private ScalarModel Limit(ScalarModel stored, IPropertySymbol property, ITypeSymbol scalar)
    {
        if (scalar.SpecialType == SpecialType.System_String)
        {
            var (minimum, maximum) = TextLengths(property, reader.Known);
            return stored with { MinimumLength = minimum, MaximumLength = maximum };
        }

        return stored with
        {
            Range = NumberLimits.Of(property, scalar, reader.Known),
        };
    }

    /// <summary>True for a type of which a value is stored as one text.</summary>
    public static bool IsScalar(ITypeSymbol type, CompilationReader reader) => FindScalar(type, reader) is not null;

    private ScalarModel? FindScalar(ITypeSymbol type) => FindScalar(type, reader);

    private static ScalarModel? FindScalar(ITypeSymbol type, CompilationReader reader) =>
        FindScalarKind(type, reader.Known) is { } kind ? new(kind)
        : type.TypeKind == TypeKind.Enum && TypeUse.IsPossible(type, reader) && FindEnumProblem(type) is null
            ? new(ScalarKind.Enumeration) { Enumeration = SymbolFormats.Bare(type) }
        : null;

    private static ScalarKind? FindScalarKind(ITypeSymbol type, KnownSymbols known) =>
        type.SpecialType switch
        {
            SpecialType.System_String => ScalarKind.Text,
            SpecialType.System_Boolean => ScalarKind.Boolean,
            SpecialType.System_Int32 => ScalarKind.Int32,
            SpecialType.System_Int64 => ScalarKind.Int64,
            SpecialType.System_Decimal => ScalarKind.Decimal,
            SpecialType.System_Double => ScalarKind.Double,
            _ when KnownSymbols.Is(type, known.Guid) => ScalarKind.Guid,
            _ when KnownSymbols.Is(type, known.DateOnly) => ScalarKind.Date,
            _ when KnownSymbols.Is(type, known.DateTimeOffset) => ScalarKind.DateTime,
            _ when KnownSymbols.Is(type, known.IPAddress) => ScalarKind.Address,
            _ => null,
        };

    private ConstantModel? RequiredFrom(IPropertySymbol property) =>
        property.FindAttribute(reader.Known.RequiredFromAttribute)?.PositionalConstant(0)
            is { Kind: TypedConstantKind.Enum, Type: { } type } lifecycle
            ? Constants.ReadEnumeration(lifecycle.Scalar()!, type, reader.Known)
            : null;

    /// <summary>Says why the members of an enumeration cannot be told apart by their texts; null when they can.</summary>
    private static string? FindEnumProblem(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Enum ? null
        : EnumTexts.IsFlags(type)
            ? $"'{type.Name}' is a [Flags] enum, and a stored value is one member of it; store a list of an enum without [Flags], or "
                + "a bool for each"
        : EnumTexts.FindCollision(type);

    /// <summary>The least and largest length that the attributes of a text say; 0 and -1 for none.</summary>
    public static (int Least, int Largest) TextLengths(IPropertySymbol property, KnownSymbols known)
    {
        var length = property.FindAttribute(known.StringLengthAttribute);
        return (
            length?.NamedValue("MinimumLength") as int? ?? Minimum(property, known),
            length?.PositionalValue(0) as int? ?? Maximum(property, known)
        );
    }

    /// <summary>The least length that the attributes of a list or text say; 0 for none.</summary>
    public static int Minimum(IPropertySymbol property, KnownSymbols known) =>
        property.FindAttribute(known.LengthAttribute)?.PositionalValue(0) as int?
        ?? property.FindAttribute(known.MinLengthAttribute)?.PositionalValue(0) as int?
        ?? 0;

    /// <summary>The largest length that the attributes of a list or text say; -1 for none.</summary>
    public static int Maximum(IPropertySymbol property, KnownSymbols known) =>
        property.FindAttribute(known.LengthAttribute)?.PositionalValue(1) as int?
        ?? property.FindAttribute(known.MaxLengthAttribute)?.PositionalValue(0) as int?
        ?? -1;

    /// <summary>True for a type written with a question mark.</summary>
    private static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;
}
