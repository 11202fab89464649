using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Orchestrator.Tests.Support;

/// <summary>A type that another one names in its declaration or its code.</summary>
/// <param name="Module">The namespace of the type that names the other.</param>
/// <param name="Type">The type, of nested ones and of what the compiler makes of lambdas the outermost.</param>
/// <param name="OtherModule">The namespace of the type that is named.</param>
/// <param name="OtherType">The type that is named, in the same form.</param>
public sealed record ModuleReference(string Module, string Type, string OtherModule, string OtherType)
{
    public override string ToString() => $"{Module}.{Type} -> {OtherModule}.{OtherType}";
}

/// <summary>
/// Reads which type of an assembly names which other one from its metadata: base types, signatures, attributes and every instruction of its
/// methods. A constant of another type is the one thing that leaves no trace there.
/// </summary>
public static class ModuleReferences
{
    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value & 0xFFFF);

    /// <summary>What each type of an assembly names, itself aside, each pair once.</summary>
    public static IReadOnlyList<ModuleReference> Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var found = new HashSet<ModuleReference>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var (module, name) = TypeNames.Outermost(reader, handle);
            var named = new NamedTypes(reader);
            AddDeclaration(reader, type, named);
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                method.DecodeSignature(named, null);
                AddAttributes(reader, method.GetCustomAttributes(), named);
                if (method.RelativeVirtualAddress != 0)
                {
                    AddBody(reader, file.GetMethodBody(method.RelativeVirtualAddress), named);
                }
            }

            found.UnionWith(
                named
                    .All.Where(other => other != (module, name))
                    .Select(other => new ModuleReference(module, name, other.Module, other.Name))
            );
        }

        return [.. found.OrderBy(static reference => reference.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The types of an assembly that call a method, property or constructor of another assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="type">The simple name of the type that is called.</param>
    /// <param name="member">The name of the method; of a property that of its accessor, such as <c>get_Value</c>.</param>
    public static IReadOnlyList<string> FindCallers(Assembly assembly, string type, string member)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        return
        [
            .. reader
                .TypeDefinitions.Where(handle =>
                    reader
                        .GetTypeDefinition(handle)
                        .GetMethods()
                        .Select(reader.GetMethodDefinition)
                        .Where(static method => method.RelativeVirtualAddress != 0)
                        .SelectMany(method => ReadHandles(file.GetMethodBody(method.RelativeVirtualAddress)))
                        .Any(IsCalled)
                )
                .Select(handle => TypeNames.Outermost(reader, handle).Name)
                .Distinct(),
        ];

        bool IsCalled(EntityHandle handle) =>
            handle.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)handle) is var called
            && reader.GetString(called.Name) == member
            && called.Parent.Kind == HandleKind.TypeReference
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)called.Parent).Name) == type;
    }

    private static void AddDeclaration(MetadataReader reader, TypeDefinition type, NamedTypes named)
    {
        named.Add(type.BaseType);
        AddAttributes(reader, type.GetCustomAttributes(), named);
        foreach (var contract in type.GetInterfaceImplementations())
        {
            named.Add(reader.GetInterfaceImplementation(contract).Interface);
        }

        foreach (
            var parameter in type.GetGenericParameters().SelectMany(parameter => reader.GetGenericParameter(parameter).GetConstraints())
        )
        {
            named.Add(reader.GetGenericParameterConstraint(parameter).Type);
        }

        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            field.DecodeSignature(named, null);
        }
    }

    private static void AddAttributes(MetadataReader reader, CustomAttributeHandleCollection attributes, NamedTypes named)
    {
        foreach (var attribute in attributes)
        {
            named.Add(reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private static void AddBody(MetadataReader reader, MethodBodyBlock body, NamedTypes named)
    {
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(named, null);
        }

        foreach (var region in body.ExceptionRegions.Where(static region => region.Kind == ExceptionRegionKind.Catch))
        {
            named.Add(region.CatchType);
        }

        foreach (var handle in ReadHandles(body))
        {
            named.Add(handle);
        }
    }

    /// <summary>What the instructions of a method name.</summary>
    private static IEnumerable<EntityHandle> ReadHandles(MethodBodyBlock body)
    {
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var operation = OpCodes[first == 0xFE ? 0xFE00 | code.ReadByte() : first];
            switch (operation.OperandType)
            {
                case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    yield return MetadataTokens.EntityHandle(code.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += SizeOf(operation.OperandType);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };

    /// <summary>Collects the types in what is decoded.</summary>
    private sealed class NamedTypes(MetadataReader reader) : ISignatureTypeProvider<object?, object?>
    {
        public HashSet<(string Module, string Name)> All { get; } = [];

        /// <summary>Adds a type, or the type of a member and those in its signature.</summary>
        public void Add(EntityHandle handle)
        {
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition when !handle.IsNil:
                    All.Add(TypeNames.Outermost(reader, (TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference when !handle.IsNil:
                    All.Add(TypeNames.Outermost(reader, (TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification when !handle.IsNil:
                    reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                    Add(method.GetDeclaringType());
                    method.DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                    Add(field.GetDeclaringType());
                    field.DecodeSignature(this, null);
                    break;
                case HandleKind.MemberReference:
                    var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    _ =
                        member.GetKind() == MemberReferenceKind.Field
                            ? member.DecodeFieldSignature(this, null)
                            : member.DecodeMethodSignature(this, null).ReturnType;
                    break;
                case HandleKind.MethodSpecification:
                    var instance = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(instance.Method);
                    instance.DecodeSignature(this, null);
                    break;
            }
        }

        public object? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Named(handle);

        public object? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Named(handle);

        public object? GetTypeFromSpecification(
            MetadataReader reader,
            object? genericContext,
            TypeSpecificationHandle handle,
            byte rawTypeKind
        ) => Named(handle);

        public object? GetArrayType(object? elementType, ArrayShape shape) => null;

        public object? GetByReferenceType(object? elementType) => null;

        public object? GetFunctionPointerType(MethodSignature<object?> signature) => null;

        public object? GetGenericInstantiation(object? genericType, ImmutableArray<object?> typeArguments) => null;

        public object? GetGenericMethodParameter(object? genericContext, int index) => null;

        public object? GetGenericTypeParameter(object? genericContext, int index) => null;

        public object? GetModifiedType(object? modifier, object? unmodifiedType, bool isRequired) => null;

        public object? GetPinnedType(object? elementType) => null;

        public object? GetPointerType(object? elementType) => null;

        public object? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public object? GetSZArrayType(object? elementType) => null;

        private object? Named(EntityHandle handle)
        {
            Add(handle);
            return null;
        }
    }

    private static class TypeNames
    {
        public static (string Module, string Name) Outermost(MetadataReader reader, TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            return type.IsNested
                ? Outermost(reader, type.GetDeclaringType())
                : (reader.GetString(type.Namespace), Bare(reader.GetString(type.Name)));
        }

        public static (string Module, string Name) Outermost(MetadataReader reader, TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            return type.ResolutionScope is { Kind: HandleKind.TypeReference } outer
                ? Outermost(reader, (TypeReferenceHandle)outer)
                : (reader.GetString(type.Namespace), Bare(reader.GetString(type.Name)));
        }

        // List`1 is List.
        private static string Bare(string name) => name.IndexOf('`') is >= 0 and var end ? name[..end] : name;
    }
}
