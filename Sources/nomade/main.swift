print("nomade")
