namespace Orchestrator.Generators.Refusals;

/// <summary>Every reason for which something marked is not emitted. <c>RefusalTable</c> says which rule reports each.</summary>
internal enum RefusalKind
{
    /// <summary>The compiler reports it where it is written, and nothing that we could add would help.</summary>
    ReportedByCompiler,

    /// <summary>The reason is another refusal's, of the same declaration.</summary>
    ReportedElsewhere,

    /// <summary>A type does not exist for the generator: it is misspelt, or another generator emits it.</summary>
    TypeNotSeen,

    // The class.
    NotPartial,
    FileLocalClass,
    HiddenClass,
    GenericClass,
    ObsoleteClass,
    NameTaken,

    // The class of a product or block.
    SeveralModelMarks,
    WrongBase,
    AbstractModel,
    NotCreatable,
    ModelNameTaken,

    // The member of a product or block.
    HidesBase,
    ObsoleteMember,
    GetterIsHidden,
    SetterIsHidden,
    NoSetter,
    InitOnly,
    ListIsNullable,
    ElementIsNullable,
    FixedInputIsNullable,
    FixedInputIsList,
    UnionIsWrong,
    BlockIsNotMarked,
    BlockIsNotCreatable,
    EnumIsAmbiguous,
    TypeIsNotStorable,

    // The method or chain.
    SeveralMarks,
    NotCalledByName,
    Vararg,
    Obsolete,
    NotStatic,
    StepNotStatic,
    AbstractOrVirtual,
    Extern,
    OnlyNative,
    Conditional,
    NoBody,
    Generic,
    HasParameters,
    NoStepList,
    InExtensionBlock,
    LocalFunction,
    ResultByReference,
    Overloaded,
    InheritedOverload,
    ParameterByReference,
    AsyncVoid,
    ResultWithoutKeys,
    WholeKeyIsEmpty,
    WholeKeyHasNoValue,
    ResultIsAwaitable,
    RepeatedKey,
    ObsoleteKey,

    // The chain.
    ChainNotReadable,
    ChainTypeIsWrong,
    ChainWorkflowIsNotAName,

    // The parameter.
    StepAsks,
    KeyIsArray,
    KeyIsInherited,
    FormParameterByReference,
    Delegate,
    NoJson,
    Live,
    ObsoleteType,
    AliasedType,

    // The external resource.
    ResourceIsAbstract,
    ResourceHasNoName,
    ResourceNameTaken,
    ResourceBaseIsWrong,
    ResourceModelIsWrong,
    ResourceIsNotRead,
    ResourceNeverSettles,
    ResourceSetIsNotReadable,
    ResourceConstructor,
    StateIsNotCompared,
    StateMemberIsNotCompared,
    StateIsMarked,
    StateMemberIsLost,
    StateMembersHaveOneName,
    StateMemberIsObsolete,
    StateMemberIsNotSeen,
    StateMemberIsNoList,
    StateMemberIsNotTaken,
    ElementKeyIsMissing,
    ElementKeyIsHidden,
    DictionaryKeyIsHidden,

    // What the attribute says.
    NoName,
    NoAssignee,
    UnknownTarget,
    NoDescription,
    NoProduct,
    NotAProduct,
    ProductIsRefused,
    ProductNotMarked,
    FormIsMissing,
    FormIsInherited,
    FormNotStatic,
    FormIsNotAMethod,
    FormIsAmbiguous,
    FormIsStep,
    FormIsGeneric,
    FormResultWithoutKeys,

    // The reconcile workflow of a modify workflow.
    DefaultsAreMissing,
    DefaultsNotMarked,
    DefaultsAreNoMethod,
    DefaultsAreAmbiguous,
    ReconcileNameTaken,
    ReconcileNamesDiffer,
    ChainNotReachable,
    ChainIsEmitted,
}
