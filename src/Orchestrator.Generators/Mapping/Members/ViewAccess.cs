namespace Orchestrator.Generators.Mapping.Members;

/// <summary>How a member of a view reads the member of the model.</summary>
internal enum ViewAccess
{
    /// <summary>As it is.</summary>
    Direct,

    /// <summary>As the value that it must have.</summary>
    RequiredValue,

    /// <summary>As the object that it must have.</summary>
    Required,

    /// <summary>As a view of the block.</summary>
    Block,

    /// <summary>As a view of the block that it must have.</summary>
    RequiredBlock,

    /// <summary>As a view of the block that it may have.</summary>
    OptionalBlock,

    /// <summary>As a list of views of the blocks.</summary>
    Blocks,
}
